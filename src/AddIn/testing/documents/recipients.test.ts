import { expect, it } from 'vitest';
import { recipientsOf } from '../../src/domain/documents/recipients';

it.each([
  [{ 主送机关: '邯郸市市场监督管理局' }, ['邯郸市市场监督管理局']],
  [{ 主送机关: '各股室、所、队' }, ['各股室、所、队']],
  [{ 主送机关: '甲局、乙局，各县（区）局：', 抄送: '市政府办公室，乙局。' }, ['甲局', '乙局', '各县（区）局', '市政府办公室']],
  [{ 主送机关: '', 抄送: 3 }, []],
  [{}, []],
])('of %j are %j', (fields, names) => expect(recipientsOf(fields)).toEqual(names));
