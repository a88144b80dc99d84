import type { Person } from '../auth/SignIn';
import { answered, type Service } from '../service/client';
import { ServiceFault } from '../service/ServiceFault';

/** The signed-in person; null for nobody. */
export async function whoAmI(service: Service): Promise<Person | null> {
  try {
    return await answered(service.GET('/api/me'));
  } catch (fault) {
    if (fault instanceof ServiceFault && fault.status === 401) return null;
    throw fault;
  }
}
