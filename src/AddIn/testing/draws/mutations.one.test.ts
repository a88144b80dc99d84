import { everyMutationIsFound } from './mutants';

everyMutationIsFound(0);
