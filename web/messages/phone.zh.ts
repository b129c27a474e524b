// 手机端的话：对农户称“您”，不用代码，不责备。 The phone application's words.
import { sharedZh } from './shared.zh.ts';

export const phoneZh = {
  ...sharedZh,
  phone: {
    places: { label: '主要页面', home: '首页', todo: '办事', sell: '卖货', mine: '我的' },
    readAloud: '读给我听',
    stopReading: '停下',
    help: { title: '有事找人', call: (name: string) => `给${name}打电话` },
    track: {
      village: '村里核实',
      review: '村民评议',
      notice: '公示',
      township: '镇里审核',
      county: '县里确认',
      done: '已办好',
      now: '正在办',
      later: '还没到',
      due: (day: string) => `${day} 前办好`,
    },
    home: { greeting: (name: string) => `${name}，您好`, lead: '这里能看到给您家办的每一件事。' },
    mine: { title: '我的', name: '姓名', post: '身份', largeType: '大字显示', language: '语言 / Language' },
  },
};
