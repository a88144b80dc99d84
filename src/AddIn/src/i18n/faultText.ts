import { SignInFault } from '../auth/SignInFault';
import { HostFault } from '../ports/HostFault';
import type { WorkbookHost } from '../ports/WorkbookHost';
import { outdatedCode } from '../service/fetchPart';
import { ServiceFault } from '../service/ServiceFault';
import { gridFaultTexts, hostFaultTexts, type FaultText } from './hostFaults';
import type { Language } from './language';
import { paneEn } from './pane.en';
import { paneZh } from './pane.zh';
import { signInFaultTexts } from './signInTexts';

/** What is said about anything that went wrong, with a code that an administrator can use. */
export function faultText(fault: unknown, language: Language, kind: WorkbookHost['kind'] = 'excel'): FaultText & { readonly code: string; readonly trace: string | null } {
  const { faults } = language === 'en-US' ? paneEn : paneZh;
  const hostText = (code: HostFault['code']): FaultText => (kind === 'web' ? gridFaultTexts[language][code] : undefined) ?? hostFaultTexts[language][code];
  if (fault instanceof HostFault) return { ...hostText(fault.code), code: fault.said === '' ? fault.code : `${fault.code} · ${fault.said}`, trace: null };
  if (fault instanceof SignInFault) return { ...signInFaultTexts[language][fault.code], code: fault.said === '' ? fault.message : `${fault.message} · ${fault.said}`, trace: null };
  if (fault instanceof ServiceFault) {
    const trace = typeof fault.details['traceId'] === 'string' ? fault.details['traceId'] : null;
    if (fault.away) return { ...faults.away, code: fault.code, trace };
    if (fault.code === outdatedCode) return { ...faults.outdated, code: fault.code, trace };
    return fault.sentence === '' ? { ...faults.unreadable, code: `${fault.code} ${fault.status}`, trace } : { cause: fault.sentence, next: '', code: fault.code, trace };
  }
  return { ...faults.unknown, code: fault instanceof Error ? fault.name : 'unknown', trace: null };
}
