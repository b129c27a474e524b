// 后台任务。 Long tasks.

export const jobsZh = {
  title: '后台任务',
  lead: '导入、筛查、拟合这些要花时间的事，办到哪一步、办成了没有。离开页面也会继续。',
  none: '还没有后台任务',
  noneHint: '导入花名册、发起筛查或拟合模型后，会在这里看到进度和结果。',
  what: '任务',
  state: '状态',
  by: '发起人',
  queued: '发起',
  started: '开始',
  ended: '结束',
  took: '用时',
  result: '结果',
  error: '没有办成的原因',
  open: '正在办',
  states: { queued: '排队中', running: '正在办', done: '已办成', failed: '没有办成', refused: '没有办成' },
  recent: '最近办过的',
};
