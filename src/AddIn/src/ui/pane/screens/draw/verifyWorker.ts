import { serve } from '../../../verify/background';

serve(globalThis);
