import { HostFault, isHostFaultCode } from '../../ports/HostFault';

/** Codes that say the same as one we explain. */
const alike: Readonly<Record<string, string>> = {
  InvalidReference: 'ItemNotFound', InvalidObjectPath: 'ItemNotFound', InvalidBinding: 'ItemNotFound', ActivityLimitReached: 'RequestAborted', Conflict: 'RequestAborted',
  ApiNotFound: 'NotSupported', ApiNotAvailable: 'NotSupported', NotImplemented: 'NotSupported', UnsupportedOperation: 'NotSupported', UnsupportedFeature: 'NotSupported',
  AccessDeniedError: 'AccessDenied', InvalidOperationInCellEdit: 'InvalidOperationInCellEditMode',
};

/** What Office.js threw, as the port's fault. */
export function hostFault(thrown: unknown): HostFault {
  if (thrown instanceof HostFault) return thrown;
  const { code, message } = (thrown ?? {}) as { code?: unknown; message?: unknown };
  const known = typeof code === 'string' ? alike[code] ?? code : '';
  return new HostFault(isHostFaultCode(known) ? known : 'GeneralException', `${known} ${typeof message === 'string' ? message : ''}`.trim());
}
