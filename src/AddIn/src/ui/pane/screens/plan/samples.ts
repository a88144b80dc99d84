import handan from '../../../../../../../samples/邯郸市商务局2023年度随机抽查工作计划.txt?raw';
import zezhou from '../../../../../../../samples/泽州县市场监督管理局2023年度双随机抽查工作计划.txt?raw';

/** The two real plans of 2023, with all their mistakes. */
export const samplePlans = [
  { name: '县市场监管局（内部计划）', text: zezhou },
  { name: '市商务局（部门联合计划）', text: handan },
];
