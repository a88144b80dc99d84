import { gridPage } from '../../domain/plans/gridPage';
import type { WorkbookHost } from '../../ports/WorkbookHost';
import { answered, type Schemas, type Service } from '../../service/client';

/** Tasks of the sheet in front that concern the same objects, with the visits that one joint task would save. */
export async function findOverlap(host: WorkbookHost, service: Service, bureau: string): Promise<Schemas['FindOverlapResponse']> {
  const reading = await host.read();
  return answered(service.POST('/api/bureaus/{bureau}/plans/overlap', { params: { path: { bureau } }, body: { pages: [gridPage(reading)] } }));
}
