// What money may be asked for (paper §3.1) and what it may never be used for (银保监发〔2021〕6号).

/** A sentence in both languages of the product. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

export type PurposeKind = 'fixed_asset' | 'production_material' | 'working_capital' | 'risk';

export const PURPOSES = [
  { code: 'production_materials', kind: 'production_material', zh: '生产资料', en: 'Production materials' },
  { code: 'processing_equipment', kind: 'fixed_asset', zh: '加工设备', en: 'Processing equipment' },
  { code: 'logistics_tools', kind: 'fixed_asset', zh: '物流工具', en: 'Logistics tools' },
  { code: 'logistics_premises', kind: 'fixed_asset', zh: '物流场所', en: 'Logistics premises' },
  { code: 'smart_devices', kind: 'fixed_asset', zh: '智能设备', en: 'Smart devices' },
  { code: 'purchase', kind: 'working_capital', zh: '收购进货', en: 'Purchase of goods' },
  { code: 'packaging', kind: 'working_capital', zh: '包装', en: 'Packaging' },
  { code: 'marketing', kind: 'working_capital', zh: '营销推广', en: 'Marketing' },
  { code: 'wages', kind: 'working_capital', zh: '工资', en: 'Wages' },
  { code: 'freight', kind: 'working_capital', zh: '运费', en: 'Freight' },
  { code: 'insurance', kind: 'risk', zh: '风险保障', en: 'Insurance' },
] as const satisfies readonly ({ readonly code: string; readonly kind: PurposeKind } & Text)[];
export type Purpose = (typeof PURPOSES)[number]['code'];

/** Uses that credit must not serve; refused by name, so that people learn why. */
export const FORBIDDEN_PURPOSES = [
  { code: 'marriage', zh: '结婚', en: 'a wedding' },
  { code: 'house_building', zh: '建房', en: 'building a house' },
  { code: 'wealth_management', zh: '理财', en: 'investment products' },
  { code: 'household_goods', zh: '购置家庭用品', en: 'household goods' },
  { code: 'equity_for_dividends', zh: '入股分红', en: 'shares for dividends' },
  { code: 'onlending', zh: '转贷', en: 'lending on' },
] as const;

/** The purpose by its code or its Chinese name. */
export function findPurpose(text: string) {
  const asked = text.trim();
  return PURPOSES.find(({ code, zh }) => code === asked || zh === asked) ?? null;
}

export function findForbidden(text: string) {
  const asked = text.trim();
  return FORBIDDEN_PURPOSES.find(({ code, zh }) => code === asked || zh === asked) ?? null;
}

export function purposeText(code: Purpose): Text {
  const found = PURPOSES.find((purpose) => purpose.code === code);
  if (found === undefined) throw new RangeError(`no purpose ${code}`);
  return { zh: found.zh, en: found.en };
}
