-- The signals table as an engineer would write it by hand for this one question: one scan, the shared guard asked once,
-- fired rules gathered in an array, their fixed words joined from a list, their figures written by a CASE.
SELECT f.county, f.household_id, hit.rule, word.code, word.cause, word.severity,
  CASE hit.rule
    WHEN 0 THEN '人均纯收入 ' || trim_scale(f.income_per_head_fen * 0.01) || ' 元，低于监测线 ' || trim_scale(f.line_fen * 0.01) || ' 元'
    WHEN 1 THEN '人均纯收入 ' || trim_scale(f.income_per_head_fen * 0.01) || ' 元，低于监测线 ' || trim_scale(f.line_fen * 0.01) || ' 元，且家中没有劳动力'
    WHEN 2 THEN '扣除医疗自付 ' || trim_scale(f.self_pay_fen * 0.01) || ' 元后，人均只剩 ' || trim_scale(f.reference_income_per_head_fen * 0.01) || ' 元，低于监测线 ' || trim_scale(f.line_fen * 0.01) || ' 元'
    WHEN 3 THEN '参考人均纯收入 ' || trim_scale(f.reference_income_per_head_fen * 0.01) || ' 元，只比监测线 ' || trim_scale(f.line_fen * 0.01) || ' 元高出一点'
    WHEN 4 THEN '脱贫户 12 个月住院自付 ' || trim_scale(f.inpatient_self_pay_fen * 0.01) || ' 元，达到 5000 元'
    WHEN 5 THEN '12 个月住院自付 ' || trim_scale(f.inpatient_self_pay_fen * 0.01) || ' 元，达到 20000 元'
    WHEN 6 THEN '门诊慢特病单月自付最高 ' || trim_scale(f.outpatient_max_month_fen * 0.01) || ' 元，达到 500 元'
    WHEN 7 THEN '家中 ' || f.serious || ' 人患大病，参考人均纯收入 ' || trim_scale(f.reference_income_per_head_fen * 0.01) || ' 元'
    WHEN 8 THEN '家中 ' || f.severely_disabled || ' 人重度残疾，参考人均纯收入 ' || trim_scale(f.reference_income_per_head_fen * 0.01) || ' 元'
    WHEN 9 THEN '本学年非义务教育自付 ' || trim_scale(f.schooling_cost_fen * 0.01) || ' 元，超过 10000 元'
    WHEN 10 THEN f.secondary_leavers || ' 名高中阶段毕业年级学生即将升学，参考人均纯收入 ' || trim_scale(f.reference_income_per_head_fen * 0.01) || ' 元'
    WHEN 11 THEN '12 个月内受灾，直接损失 ' || trim_scale(f.disaster_loss_fen * 0.01) || ' 元'
    WHEN 12 THEN '家中有人连续失业 ' || f.jobless_months || ' 个月'
    WHEN 13 THEN '工资性收入比上年大幅下降，现为 ' || trim_scale(f.wage_income_fen * 0.01) || ' 元'
    WHEN 14 THEN '生产经营支出 ' || trim_scale(f.business_expense_fen * 0.01) || ' 元，超过经营收入 ' || trim_scale(f.business_income_fen * 0.01) || ' 元'
    WHEN 15 THEN '家中没有劳动力，参考人均纯收入 ' || trim_scale(f.reference_income_per_head_fen * 0.01) || ' 元'
    WHEN 16 THEN '住房鉴定为 ' || f.housing_grade || ' 级'
    WHEN 17 THEN '饮水不安全'
    WHEN 18 THEN '近 12 个月内退出低保'
    WHEN 19 THEN f.uninsured || ' 人未参加基本医疗保险'
  END AS reason,
  CASE hit.rule
    WHEN 0 THEN 'Net income per head is ' || trim_scale(f.income_per_head_fen * 0.01) || ' yuan, below the line of ' || trim_scale(f.line_fen * 0.01)
    WHEN 1 THEN 'Net income per head is ' || trim_scale(f.income_per_head_fen * 0.01) || ' yuan, below the line of ' || trim_scale(f.line_fen * 0.01) || ', and nobody can work'
    WHEN 2 THEN 'After ' || trim_scale(f.self_pay_fen * 0.01) || ' yuan of medical self-pay only ' || trim_scale(f.reference_income_per_head_fen * 0.01) || ' yuan a head remain, below the line of ' || trim_scale(f.line_fen * 0.01)
    WHEN 3 THEN 'Reference income per head of ' || trim_scale(f.reference_income_per_head_fen * 0.01) || ' yuan is only just above the line of ' || trim_scale(f.line_fen * 0.01)
    WHEN 4 THEN 'Once poor, with ' || trim_scale(f.inpatient_self_pay_fen * 0.01) || ' yuan of inpatient self-pay in 12 months (threshold 5000)'
    WHEN 5 THEN 'Inpatient self-pay of ' || trim_scale(f.inpatient_self_pay_fen * 0.01) || ' yuan in 12 months (threshold 20000)'
    WHEN 6 THEN 'Outpatient self-pay reached ' || trim_scale(f.outpatient_max_month_fen * 0.01) || ' yuan in one month (threshold 500)'
    WHEN 7 THEN f.serious || ' member(s) seriously ill, reference income per head ' || trim_scale(f.reference_income_per_head_fen * 0.01) || ' yuan'
    WHEN 8 THEN f.severely_disabled || ' member(s) severely disabled, reference income per head ' || trim_scale(f.reference_income_per_head_fen * 0.01) || ' yuan'
    WHEN 9 THEN 'Schooling cost ' || trim_scale(f.schooling_cost_fen * 0.01) || ' yuan this year, above 10000'
    WHEN 10 THEN f.secondary_leavers || ' student(s) finishing upper secondary school, reference income per head ' || trim_scale(f.reference_income_per_head_fen * 0.01) || ' yuan'
    WHEN 11 THEN 'Disaster loss of ' || trim_scale(f.disaster_loss_fen * 0.01) || ' yuan within 12 months'
    WHEN 12 THEN 'A member has been out of work for ' || f.jobless_months || ' months'
    WHEN 13 THEN 'Wage income fell sharply from last year, to ' || trim_scale(f.wage_income_fen * 0.01) || ' yuan'
    WHEN 14 THEN 'Business expense of ' || trim_scale(f.business_expense_fen * 0.01) || ' yuan exceeds business income of ' || trim_scale(f.business_income_fen * 0.01)
    WHEN 15 THEN 'Nobody in the household can work; reference income per head ' || trim_scale(f.reference_income_per_head_fen * 0.01) || ' yuan'
    WHEN 16 THEN 'Housing is graded ' || f.housing_grade
    WHEN 17 THEN 'Drinking water is not safe'
    WHEN 18 THEN 'Left relief within 12 months'
    WHEN 19 THEN f.uninsured || ' member(s) without basic medical insurance'
  END AS reason_en
FROM facts f
CROSS JOIN LATERAL unnest(array_remove(ARRAY[
    CASE WHEN f.income_margin_fen < 0 AND f.labour_units > 0 THEN 0 END,
    CASE WHEN f.income_margin_fen < 0 AND f.labour_units = 0 THEN 1 END,
    CASE WHEN f.income_margin_fen >= 0 AND f.reference_margin_fen < 0 THEN 2 END,
    CASE WHEN f.income_margin_fen >= 0 AND f.reference_margin_fen >= 0 AND f.reference_margin_fen * 10 < f.line_fen THEN 3 END,
    CASE WHEN f.once_poor AND f.inpatient_self_pay_fen >= 500000 THEN 4 END,
    CASE WHEN NOT f.once_poor AND f.inpatient_self_pay_fen >= 2000000 THEN 5 END,
    CASE WHEN f.outpatient_max_month_fen >= 50000 AND f.reference_income_per_head_fen < 2 * f.line_fen THEN 6 END,
    CASE WHEN f.serious >= 1 AND f.reference_income_per_head_fen < 2 * f.line_fen THEN 7 END,
    CASE WHEN f.severely_disabled >= 1 AND f.reference_income_per_head_fen < 2 * f.line_fen THEN 8 END,
    CASE WHEN f.schooling_cost_fen > 1000000 AND f.reference_income_per_head_fen < 2 * f.line_fen THEN 9 END,
    CASE WHEN f.secondary_leavers >= 1 AND f.reference_income_per_head_fen < 2 * f.line_fen THEN 10 END,
    CASE WHEN f.disaster_loss_fen > 0 THEN 11 END,
    CASE WHEN f.jobless_months >= 3 AND f.reference_income_per_head_fen < 2 * f.line_fen THEN 12 END,
    CASE WHEN f.wage_change_bp <= -5000 AND f.reference_income_per_head_fen < 2 * f.line_fen THEN 13 END,
    CASE WHEN f.business_income_fen > 0 AND f.business_expense_fen > f.business_income_fen THEN 14 END,
    CASE WHEN f.income_margin_fen >= 0 AND f.labour_units = 0 AND f.reference_income_per_head_fen < 2 * f.line_fen THEN 15 END,
    CASE WHEN f.housing_grade IN ('C', 'D') THEN 16 END,
    CASE WHEN f.unsafe_water THEN 17 END,
    CASE WHEN f.left_relief THEN 18 END,
    CASE WHEN f.uninsured >= 1 AND f.reference_income_per_head_fen < 2 * f.line_fen THEN 19 END
  ], NULL)) AS hit(rule)
JOIN (VALUES
    (0, 'income_below_line', '其他', 3), (1, 'income_below_line_no_labour', '缺劳动力', 3), (2, 'rigid_spending', '因病', 3),
    (3, 'near_line', '其他', 1), (4, 'inpatient_once_poor', '因病', 2), (5, 'inpatient_other', '因病', 2),
    (6, 'outpatient_month', '因病', 1), (7, 'serious_illness', '因病', 2), (8, 'severe_disability', '因残', 2),
    (9, 'schooling', '因学', 2), (10, 'schooling_ahead', '因学', 1), (11, 'disaster', '因自然灾害', 2),
    (12, 'jobless', '因务工就业不稳', 2), (13, 'wage_drop', '因务工就业不稳', 2), (14, 'industry_loss', '因产业失败', 2),
    (15, 'no_labour', '缺劳动力', 2), (16, 'unsafe_housing', '因安全住房', 2), (17, 'unsafe_water', '因安全饮水', 2),
    (18, 'left_relief', '其他', 1), (19, 'uninsured', '因病', 1)
  ) AS word(rule, code, cause, severity) ON word.rule = hit.rule
WHERE f.income_margin_fen < 0
  OR f.reference_margin_fen < 0
  OR f.reference_margin_fen * 10 < f.line_fen
  OR f.once_poor AND f.inpatient_self_pay_fen >= 500000
  OR NOT f.once_poor AND f.inpatient_self_pay_fen >= 2000000
  OR f.disaster_loss_fen > 0
  OR f.business_income_fen > 0 AND f.business_expense_fen > f.business_income_fen
  OR f.housing_grade IN ('C', 'D')
  OR f.unsafe_water
  OR f.left_relief
  OR f.reference_income_per_head_fen < 2 * f.line_fen
    AND (f.outpatient_max_month_fen >= 50000 OR f.serious >= 1 OR f.severely_disabled >= 1 OR f.schooling_cost_fen > 1000000
      OR f.secondary_leavers >= 1 OR f.jobless_months >= 3 OR f.wage_change_bp <= -5000 OR f.labour_units = 0 OR f.uninsured >= 1)
