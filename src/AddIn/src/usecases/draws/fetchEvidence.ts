import { answered, type Service } from '../../service/client';
import type { GivenFile } from '../verifyFiles';

/** The evidence package of a draw, to be verified here and not believed. */
export async function fetchEvidence(service: Service, bureau: string, draw: string): Promise<GivenFile> {
  const bytes = await answered<unknown>(service.GET('/api/bureaus/{bureau}/draws/{id}/evidence', { params: { path: { bureau, id: draw } }, parseAs: 'arrayBuffer' }));
  return { name: 'evidence.zip', bytes: new Uint8Array(bytes as ArrayBuffer) };
}
