import { everyMutationIsFound } from './mutants';

everyMutationIsFound(1);
