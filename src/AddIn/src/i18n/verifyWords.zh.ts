/** Records by the names that people use for them. */
const kinds: Readonly<Record<string, string>> = {
  GENESIS: '创世记录', OPEN: '开抽单', CONTRIB: '现场投掷', REVEAL: '揭密', RESULT: '结果', VOID: '作废', SUPERSEDE: '撤换',
  RECUSE: '回避', REOPEN: '补抽单', RERESULT: '补抽结果', YEAROPEN: '年终揭密',
};

/** Places inside records and files; `#` stands for the number, from 1. */
const places: Readonly<Record<string, string>> = {
  'records[]': '所附第 # 条记录', 'openCheckpoints[]': '第 # 份投掷前签名单', 'consistency[]': '第 # 份一致性证明', 'tables[]': '名录清单第 # 项',
  'tasks[]': '第 # 个任务', 'expects[]': '约定的第 # 次投掷', 'strata[]': '第 # 个分类', 'quota[]': '第 # 类应抽数', 'roles[]': '第 # 种检查人员',
  'drawn[]': '第 # 类抽中名单', 'cutoffs[]': '第 # 类抽中线', 'teams[]': '第 # 个检查小组', 'members[]': '第 # 名成员', 'replacements[]': '第 # 处换人',
  'recusals[]': '所列第 # 次回避', 'witnesses[]': '第 # 位见证人', 'desks[]': '第 # 个股室', 'path[]': '证明的第 # 个哈希', 'proof[]': '证明的第 # 个哈希',
  'opens[]': '所列第 # 张开抽单', 'units[]': '第 # 个单位', 'quals[]': '第 # 项资格', 'infeasible[]': '配不齐人的第 # 户',
  records: '所附记录', checkpoint: '最新签名单', openCheckpoints: '投掷前签名单', consistency: '一致性证明', tables: '名录清单', tasks: '任务', strata: '分类',
  quota: '应抽数', register: '检查对象名录', roster: '检查人员名录', conflicts: '回避清单', root: '根', size: '条数', drawn: '抽中名单', cutoffs: '抽中线',
  teams: '检查小组', seed: '种子', secret: '密值', server: '服务器密值', commit: '封存值', path: '证明', proof: '证明', value: '投掷结果', by: '投掷人',
  source: '投掷方式', count: '个数', issue: '开奖期号', reason: '理由', legalBasis: '法律依据', approvedBy: '批准人', ground: '回避事由', inspector: '检查人员',
  object: '检查对象', task: '任务', open: '所属开抽单', prev: '上一次抽取的结束记录', attempt: '抽取次数', plan: '计划', key: '公钥', policy: '见证人签名要求',
  deadline: '截止时间', openedAt: '开单时间', ceremony: '抽取名称', desk: '股室', recusals: '回避', opens: '开抽单清单', record: '记录', cap: '每人最多户数',
  need: '人数', roles: '检查人员种类', name: '名称', id: '代码', n: '户数', num: '比例分子', den: '比例分母', file: '文件名', sha256: '文件哈希', bytes: '文件大小',
  profile: '名录写法', rule: '分配规则', visitGroup: '进一次门的组', total: '总数', add: '每人户数的余量', units: '单位', quals: '资格', match: '管辖要求', distinctUnits: '来自不同单位',
  role: '检查人员种类', expects: '约定的投掷', witnesses: '见证人', desks: '股室', secrets: '密值个数', k: '见证人数', kind: '种类', alg: '协议版本', log: '日志', seq: '记录序号',
  nonce: '随机串', text: '口令', members: '成员', ticket: '抽签值', out: '换下的人', in: '换上的人', table: '名录', from: '起点', to: '终点', master: '年度密值', cutoff: '抽中线',
  certificate: '证书哈希', left: '前一行', right: '后一行',
  drawnRoot: '名单的根', teamsRoot: '小组的根', replacements: '换人', infeasible: '配不齐人的对象', index: '序号', row: '行', secretRoot: '密值的根',
};

/** What the checks say in words, beside bare values. */
const sayings: readonly (readonly [RegExp, string])[] = [
  [/^(\d+) strata$/, '$1 类'],
  [/^(\d+) hashes?$/, '$1 个哈希'],
  [/^(\d+) proofs$/, '$1 份'],
  [/^(\d+) cosignatures$/, '$1 位见证人签名'],
  [/^(\d+) CONTRIB$/, '已投掷 $1 次'],
  [/^at least (\d+) millibits$/, '至少 $1 毫比特'],
  [/^at least (\d+) items$/, '至少 $1 项'],
  [/^greater than (.*)$/s, '排在“$1”之后'],
  [/^a path of (?:leaf|row) (\d+) in (\d+)$/, '$2 条中第 $1 条（从 0 起）的证明'],
  [/^a signature by (.*)$/s, '$1 的签名'],
  [/^(\d+) to (\d+)$/, '从 $1 条到 $2 条'],
  [/^size (\d+)[–-](\d+)$/, '日志有 $1 至 $2 条时签名'],
  [/^size from (\d+) to (\d+)$/, '日志有 $1 至 $2 条时签名'],
  [/^an attempt after (\d+), that of OPEN (\d+)$/, '第 $1 次（第 $2 条记录的开抽单）之后的一次'],
  [/^(\d+) digits ([\d–]+)$/, '$1 位数字，每位 $2'],
  [/^20 different numbers 01–80.*$/, '20 个不同的号码，01–80 升序，中间各一个空格'],
  [/^size (\d+)$/, '日志有 $1 条时签名'],
  [/^seq (\d+)$/, '第 $1 条记录'],
  [/^n (?:greater than|below) (\d+)$/, '次序号不合，界限 $1'],
  [/^none between (\d+) and (\d+)$/, '第 $1 条与第 $2 条之间没有'],
  [/^below (.*)$/s, '排在“$1”之前'],
  [/^above every row of (.*)$/s, '排在“$1”的各行之后'],
];

/** Shapes that values must have. */
const shapeSayings: readonly (readonly [RegExp, string])[] = [
  [/^a proof from ([0-9a-f]+…?)(.*)$/s, '从根 $1 出发的证明'],
  [/^the end of attempt (\d+)$/, '第 $1 次抽取的结束记录'],
  [/^at least (\d+) inspectors over all roles$/, '各种检查人员合计至少 $1 人'],
  [/^1 to (\d+) characters without control characters$/, '1 至 $1 个字，没有控制字符'],
  [/^a moment of the calendar$/, '日历上有的时刻'],
];

const exact: Readonly<Record<string, string>> = {
  none: '没有', nobody: '没有人', feasible: '配得齐人', true: '抽中', false: '没有抽中', '""': '（空）', 'a live task': '没有结束的任务', 'not yet recused': '还没有回避',
  'a line end after the last row': '最后一行有换行', 'an id that occurs once': '每个代码只出现一次', 'two neighbouring rows': '相邻的两行', 'one row': '一行',
  'one line per signer': '每人只签一行', 'an issue named once': '每一期只用一次', 'before the last CONTRIB': '在最后一次投掷之前', 'nothing after VOID': '作废之后没有记录',
  'the seq of an OPEN or REOPEN': '开抽单或补抽单的序号', 'JSON as in SSD-1 §1': '规定写法的 JSON', 'an object': '一组键和值', 'an array': '一个列表',
  'no value twice': '没有重复的值', 'one package': '一个证据包', 'no name twice': '没有同名文件', 'not UTF-8': '不是 UTF-8 编码',
  'only records of these draws and openings of their desks': '只有这些抽取的记录和该股室的开抽单', register: '检查对象名录', roster: '检查人员名录', conflicts: '回避清单',
};

const seqLists = new Set(['order.reopen-recusals', 'proof.open']);
const kindPattern = new RegExp(String.raw`\b(${Object.keys(kinds).join('|')})(?: (\d+))?\b`, 'g');

export const recordZh = (kind: string, seq: number): string => `第 ${seq} 条记录（${kinds[kind] === undefined ? kind : `${kinds[kind]} ${kind}`}）`;

/** A place such as `tasks[0].quota[1]`; what is no such place, like the name of a stratum, stays as it is. */
export function withinZh(at: string): string {
  const line = /^(\w+(?:\[\d+\])?) line (\d+)$/.exec(at);
  if (line !== null) return `${withinZh(line[1]!)}第 ${line[2]} 行`;
  const character = /^character (\d+)$/.exec(at);
  if (character !== null) return `第 ${character[1]} 个字符`;
  // The place of a stratum or object is followed by its name.
  const named = /^(\w+\[\d+\]) (.+)$/s.exec(at);
  if (named !== null) return `${withinZh(named[1]!)}（${named[2]}）`;
  const words = at.replace(/^(records\[\d+\])\.record\b/, '$1').split('.').map((part) => {
    const [, name, index] = /^(\w+)(?:\[(\d+)\])?$/.exec(part) ?? [];
    const word = name === undefined ? undefined : places[index === undefined ? name : `${name}[]`];
    return word?.replace('#', String(Number(index) + 1));
  });
  return words.every((word) => word !== undefined) ? words.join('的') : at;
}

/** A value or saying of a finding, for people. */
export function valueZh(code: string, text: string): string {
  if (seqLists.has(code) && /^\d+(?: \d+)*$/.test(text)) return `第 ${text.split(' ').join('、')} 条记录`;
  if (code === 'format.missing-key' || code === 'format.unknown-key') return keysZh(text);
  if (Object.hasOwn(exact, text)) return exact[text]!;
  const saying = [...sayings, ...shapeSayings].find(([pattern]) => pattern.test(text));
  if (saying !== undefined) return text.replace(saying[0], saying[1]);
  return text.replace(kindPattern, (_, kind: string, seq: string | undefined) => (seq === undefined ? kinds[kind]! : `${kinds[kind]}（第 ${seq} 条记录）`))
    .replace(/^(.*) before it$/s, '之前有$1').replace(/^also (.*)$/s, '还有$1').replace(/^one (.*)$/s, '一条$1').replace(/^after (?:the )?(.*)$/s, '在$1之后').replaceAll(' or ', '或');
}

function keysZh(text: string): string {
  if (!/^\w+(?: \w+)*$/.test(text)) return `“${text}”`;
  return text.split(' ').map((key) => (places[key] === undefined ? `“${key}”` : `“${places[key]}”（${key}）`)).join('、');
}

/** What is absent beyond its place; empty where the place says it all. */
export function absentZh(code: string, what: string): string {
  switch (code) {
    case 'missing.table': return exact[what] ?? what;
    case 'missing.open-checkpoint': return what.replace(/^size (\d+)–(\d+)$/, '应在日志有 $1 至 $2 条时签名');
    case 'missing.consistency': return what.replace(/^(\d+)–(\d+)$/, '从 $1 条到 $2 条');
    case 'missing.attempt': return what.replace(/^OPEN (\d+) in opens$/, '第 $1 条记录的开抽单');
    case 'missing.previous-end': return what.replace(/^VOID or SUPERSEDE (\d+)$/, '第 $1 条记录');
    case 'missing.capacity': return `${what}（对象 × 人员）`;
    default: return '';
  }
}
