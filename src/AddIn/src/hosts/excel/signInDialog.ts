import type { SignInWindow } from '../../auth/SignIn';
import { SignInFault, type SignInFaultCode } from '../../auth/SignInFault';

/** Whether this Office signs in for its add-ins by itself. */
export const officeCanSignIn = (): boolean => Office.context.requirements.isSetSupported('NestedAppAuth', '1.1');

/** What Office's documentation of dialogs calls these numbers. */
const causes: Readonly<Record<number, SignInFaultCode>> = { 12002: 'issuerAway', 12003: 'insecure', 12004: 'untrusted', 12005: 'insecure', 12006: 'closed', 12009: 'closed', 12011: 'blocked' };
const faultOf = (code: number): SignInFault => new SignInFault(causes[code] ?? 'issuerAway', String(code));

/** A dialog of Office. It has to begin on our own origin, so our page leads on to the issuer. */
export const dialogWindow: SignInWindow = async (address, signal) => {
  const start = `${location.origin}/sign-in.html#${encodeURIComponent(await address)}`;
  const dialog = await new Promise<Office.Dialog>((resolve, reject) => Office.context.ui.displayDialogAsync(start, { width: 30, height: 60 }, ({ status, value, error }) => {
    if (status === Office.AsyncResultStatus.Succeeded) resolve(value);
    else reject(faultOf(error.code));
  }));
  try {
    return await new Promise<string>((resolve, reject) => {
      dialog.addEventHandler(Office.EventType.DialogMessageReceived, (message) => {
        if ('message' in message) resolve(message.message);
        else reject(faultOf(message.error));
      });
      dialog.addEventHandler(Office.EventType.DialogEventReceived, (event) => reject(faultOf('error' in event ? event.error : 12006)));
      signal.addEventListener('abort', () => reject(new SignInFault('closed')));
    });
  } finally {
    dialog.close();
  }
};
