import { answered, type Service } from '../service/client';
import type { SignIn } from './SignIn';

/** The sample county's people on this machine; the service keeps who it is in a cookie of its own. */
export const samplePeople = (service: Service): SignIn => ({
  way: 'samplePeople',
  token: () => Promise.resolve(null),
  signIn: async ({ person }) => {
    await answered(service.POST('/api/sign-in', { body: { person: person ?? '' } }));
  },
  signOut: async () => {
    await answered(service.DELETE('/api/sign-in'));
  },
});
