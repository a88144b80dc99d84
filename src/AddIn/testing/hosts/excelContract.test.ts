import { describe, expect, it } from 'vitest';
import { ExcelHost } from '../../src/hosts/excel/ExcelHost';
import { FakeExcel } from '../office/FakeOffice';
import { contract } from './contract';

describe('Excel’s stand-in keeps the contract of hosts', () => {
  it.each(contract)('%s', async (_, holds) => {
    new FakeExcel().install();
    await expect(holds(new ExcelHost())).resolves.toBeUndefined();
  });
});
