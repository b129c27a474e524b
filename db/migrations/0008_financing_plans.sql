-- financing: the product catalogue, plans with their needs.

create schema financing;

-- Reference data, dated and sourced, shared by all counties. Where a parameter is named, the county's value of it is the
-- limit; the figure here stands where no parameter is set. Rates are spreads over LPR in basis points.
create table financing.product (
  code             text    not null,
  valid_from       date    not null,
  -- First day on which it no longer holds.
  valid_to         date,
  rank             integer not null,
  name_zh          text    not null,
  name_en          text    not null,
  channel          text    not null check (channel in ('traditional', 'internet', 'ecommerce', 'crowdfunding', 'guidance_fund', 'insurance')),
  eligibility      text    not null check (eligibility in ('once_poor_or_at_risk', 'in_need', 'starter', 'seller', 'any_household', 'enterprise')),
  min_amount_fen   bigint  not null check (min_amount_fen >= 0),
  max_amount_fen   bigint  check (max_amount_fen > 0),
  limit_parameter  text,
  max_months       integer check (max_months > 0),
  months_parameter text,
  rate_basis       text    not null check (rate_basis in ('lpr_by_term', 'lpr_1y', 'none')),
  spread_bp        integer not null,
  methods          text[]  not null,
  terms_zh         text    not null,
  terms_en         text    not null,
  source           text    not null,
  confidence       text    not null check (confidence in ('G', 'M', 'S', 'C', 'U')),
  primary key (code, valid_from)
);

insert into financing.product (code, valid_from, valid_to, rank, name_zh, name_en, channel, eligibility, min_amount_fen,
  max_amount_fen, limit_parameter, max_months, months_parameter, rate_basis, spread_bp, methods, terms_zh, terms_en, source, confidence)
values
  ('microcredit_once_poor', '2021-03-04', '2026-01-01', 10, '脱贫人口小额信贷', 'micro-credit for the once poor', 'traditional',
   'once_poor_or_at_risk', 100000, 5000000, 'microLoanLimit', 36, 'microLoanMaxMonths', 'lpr_by_term', 0, '{level,quarterly_interest}',
   '免抵押、免担保，利息由当地贴补；户借、户用、户还', 'No collateral, no guarantor, interest subsidised locally; borrowed, used and repaid by the household',
   '银保监发〔2021〕6号', 'M'),
  ('microcredit_assistance', '2026-01-01', null, 10, '帮扶小额信贷', 'assistance micro-credit', 'traditional',
   'in_need', 100000, 10000000, 'assistanceLoanLimit', 36, 'microLoanMaxMonths', 'lpr_by_term', 0, '{level,quarterly_interest}',
   '脱贫人口小额信贷的接续产品；除额度和对象外，条款待核', 'Successor of the micro-credit for the once poor; terms other than amount and borrowers to be verified',
   '2026 年接续政策', 'M'),
  ('startup_guaranteed', '2021-01-01', null, 20, '创业担保贷款', 'guaranteed start-up loan', 'traditional',
   'starter', 100000, 30000000, 'startupLoanIndividualLimit', 36, 'startupLoanIndividualMaxMonths', 'lpr_1y', 50, '{level,quarterly_interest}',
   '政府担保基金担保，贴息约一半', 'Guaranteed by the government’s fund, about half of the interest subsidised',
   '创业担保贷款政策；利率为示例', 'U'),
  ('farmer_credit', '2021-01-01', null, 30, '农户信用贷款', 'farmer credit loan', 'traditional',
   'any_household', 100000, 10000000, null, 36, null, 'lpr_by_term', 150, '{level,equal_principal,quarterly_interest}',
   '整村授信，信用放款', 'On the village’s credit rating, unsecured', '农村信用社通行做法，示例', 'U'),
  ('farmer_revolving', '2021-01-01', null, 10, '农户小额信用循环贷款', 'farmer revolving micro-credit', 'internet',
   'any_household', 100000, 10000000, null, 12, null, 'lpr_1y', 150, '{revolving}',
   '免抵押、免担保，一次核定、随用随贷、余额控制、周转使用', 'No collateral, no guarantor; granted once, drawn and repaid as needed within the limit',
   '地方实践；额度利率为示例', 'S'),
  ('online_working_capital', '2021-01-01', null, 20, '网络信用贷', 'online working-capital loan', 'internet',
   'seller', 100000, 20000000, null, 12, null, 'lpr_1y', 250, '{revolving,monthly_interest}',
   '持牌机构线上放款，按经营流水授信', 'By a licensed lender online, on the shop’s turnover', '通行做法，示例', 'U'),
  ('ecommerce_chain', '2021-01-01', null, 10, '电商链贷款', 'e-commerce chain loan', 'ecommerce',
   'seller', 100000, 20000000, null, 12, null, 'lpr_1y', 100, '{bullet,monthly_interest}',
   '平台为供应商、物流商担保，回款结清', 'The platform guarantees its suppliers and carriers; settled when the orders are paid',
   '论文 §3.3.1；额度利率为示例', 'U'),
  ('presale_campaign', '2021-01-01', null, 10, '众筹预售', 'presale campaign', 'crowdfunding',
   'any_household', 100000, 10000000, null, 12, null, 'none', 0, '{}',
   '只做预售：先收款、后发货，款项托管，不承诺收益', 'Presale only: paid ahead, delivered later, money in escrow, no return promised',
   '国务院令737号；额度为示例', 'U'),
  ('guidance_fund', '2021-01-01', null, 10, '电商产业发展引导基金', 'guidance fund', 'guidance_fund',
   'enterprise', 10000000, null, null, 60, null, 'none', 0, '{}',
   '政府、银行、企业三方合作，投向带动农户的项目', 'Government, bank and enterprise together, for projects that link households',
   '论文 §3.2(5)', 'U'),
  ('county_cover', '2021-01-01', null, 10, '防贫保', 'county cover against poverty', 'insurance',
   'any_household', 0, null, null, 12, null, 'none', 0, '{}',
   '县里按每人 50 元统一投保，农户不交钱', 'The county insures at 50 yuan a head; the household pays nothing', '魏县 2017', 'M');

create table financing.plan (
  county         char(6)     not null,
  id             uuid        not null,
  household_id   uuid        not null,
  region         text        not null,
  state          text        not null check (state in ('draft', 'agreed', 'closed')),
  -- The admission that it rests on.
  decision_id    uuid        not null,
  outcome        text        not null,
  asked_fen      bigint      not null check (asked_fen >= 0),
  funded_fen     bigint      not null check (funded_fen >= 0),
  debt_fen       bigint      not null check (debt_fen >= 0),
  affordable_fen bigint      not null check (affordable_fen >= 0),
  mode           text,
  -- What it was made from and what came of it, whole: needs as asked, facts, table versions, parameters, plan.
  needs          jsonb       not null,
  facts          jsonb       not null,
  facts_as_of    date        not null,
  rule_versions  jsonb       not null,
  plan           jsonb       not null,
  opened_by      text        not null,
  opened_by_name text        not null,
  opened_at      timestamptz not null,
  business_date  date        not null,
  -- The member of the household who agreed, and who recorded it.
  agreed_by      text,
  agreed_recorder text,
  agreed_at      timestamptz,
  closed_by_name text,
  closed_at      timestamptz,
  close_reason   text,
  primary key (county, id),
  check ((state = 'closed') = (closed_at is not null)),
  check (state <> 'agreed' or agreed_at is not null)
);
create unique index plan_open on financing.plan (county, household_id) where state in ('draft', 'agreed');
create index plan_household on financing.plan (county, household_id, opened_at);
create index plan_region on financing.plan (county, region, state);
select platform.protect_household('financing.plan');

create table financing.plan_need (
  county          char(6) not null,
  plan_id         uuid    not null,
  n               integer not null,
  household_id    uuid    not null,
  region          text    not null,
  purpose         text    not null,
  asked_fen       bigint  not null,
  funded_fen      bigint  not null,
  needed_on       date    not null,
  months_occupied integer not null,
  channel         text    not null,
  mode            integer,
  product         text,
  months          integer,
  rate_bp         integer,
  method          text,
  primary key (county, plan_id, n)
);
create index plan_need_household on financing.plan_need (county, household_id);
select platform.protect_household('financing.plan_need');

create view financing.pub_plan with (security_invoker = true) as
  select county, id as plan_id, household_id, region, state, outcome, asked_fen, funded_fen, debt_fen, affordable_fen, mode, opened_at, agreed_at
  from financing.plan;
create view financing.pub_plan_need with (security_invoker = true) as
  select county, plan_id, n, household_id, region, purpose, asked_fen, funded_fen, needed_on, months_occupied, channel, mode, product, months,
         rate_bp, method
  from financing.plan_need;
