import { serve } from '../../../verify/background';

serve(globalThis as unknown as Parameters<typeof serve>[0]);
