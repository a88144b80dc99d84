import { answered, type Service } from '../../service/client';

/** The evidence package of a draw, to be verified here and not believed. */
export async function fetchEvidence(service: Service, bureau: string, draw: string): Promise<{ readonly name: string; readonly file: Blob }> {
  const file = await answered<unknown>(service.GET('/api/bureaus/{bureau}/draws/{id}/evidence', { params: { path: { bureau, id: draw } }, parseAs: 'blob' }));
  return { name: 'evidence.zip', file: file as Blob };
}
