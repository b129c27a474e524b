// The table editor speaks English only. Its few labels are said in Chinese here: text and titles inside the editor and
// in the menus that it opens are exchanged as they appear; a label that a later version brings stays as it is.
import { useEffect } from 'react';

const WORDS: Readonly<Record<string, string>> = {
  'Export Excel': '导出 Excel',
  'Import Excel': '从 Excel 导入',
  'Add row': '加一条',
  'Add row below': '在下面加一条',
  'Add row above': '在上面加一条',
  'Remove row': '删去这一条',
  'Remove row?': '删去这一条？',
  Remove: '删去',
  Deselect: '取消选中',
  Inputs: '条件',
  Outputs: '结论',
  Description: '说明',
  'Reorder fields': '调列的次序',
  'Edit column': '改这一列',
  'Remove column': '删去这一列',
  'Remove this column?': '删去这一列？',
  'Input Field': '条件列的事实',
  'Output Field': '结论列的名称',
  Label: '列名',
  'Field label': '列名',
  Type: '类型',
  Enum: '可选值',
  Any: '不限',
  Auto: '自动',
  None: '无',
  Inline: '逐项写出',
  Dictionary: '字典',
  String: '文字',
  Text: '文字',
  Number: '数',
  Boolean: '是否',
  Date: '日期',
  Edit: '修改',
  Cancel: '取消',
  Confirm: '确定',
  Create: '新建',
  Update: '更新',
  Save: '保存',
  'No matches': '没有相符的',
  'Map Excel data': '对应 Excel 的列',
  'Table column': '表中的列',
  'Excel column': 'Excel 的列',
  'Select Excel column': '选 Excel 的列',
  'Select Excel column for description': '选作说明的 Excel 列',
  'Add Input': '加条件列',
  'Add Output': '加结论列',
  'No input columns': '没有条件列',
  'No output columns': '没有结论列',
  'Wrap values in quotes': '给值加引号',
  'Allow custom values': '允许别的值',
  'Excel file has been downloaded successfully!': 'Excel 已下载',
  'Failed to download Excel file!': 'Excel 没有下载成',
  'Excel file has been uploaded successfully!': 'Excel 已读入',
  'Failed to upload Excel!': 'Excel 没有读成',
  'Only excel file with a single data sheet can be handled in a table view.': '只能读入只有一张表的 Excel 文件',
};
const ATTRIBUTES = ['title', 'placeholder', 'aria-label'] as const;

/** Where the editor writes: its own frame, and its menus and dialogs at the end of the page (`antd` prefix of its own). */
export const EDITOR_PREFIX = 'jdm';
const PLACES = `[class*="grl-"], [class*="${EDITOR_PREFIX}-"]`;
/** Cells hold what people wrote; they are never exchanged. */
const CELLS = 'tbody, textarea, input, .cm-editor';

function say(node: Node): void {
  if (node instanceof Text) {
    const word = WORDS[node.data.trim()];
    const parent = node.parentElement;
    if (word !== undefined && parent?.closest(PLACES) && !parent.closest(CELLS)) node.data = word;
    return;
  }
  if (!(node instanceof Element)) return;
  for (const name of ATTRIBUTES) {
    const word = WORDS[node.getAttribute(name) ?? ''];
    if (word !== undefined && node.closest(PLACES)) node.setAttribute(name, word);
  }
  for (const child of node.childNodes) say(child);
}

/** Keeps the editor's labels in Chinese while `on`. */
export function useEditorWords(on: boolean): void {
  useEffect(() => {
    if (!on) return;
    say(document.body);
    const observer = new MutationObserver((changes) => {
      for (const { type, target, addedNodes } of changes) {
        if (type === 'childList') for (const node of addedNodes) say(node);
        else say(target);
      }
    });
    observer.observe(document.body, {
      childList: true,
      subtree: true,
      characterData: true,
      attributes: true,
      attributeFilter: [...ATTRIBUTES],
    });
    return () => observer.disconnect();
  }, [on]);
}
