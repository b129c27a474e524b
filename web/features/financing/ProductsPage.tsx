// The catalogue of products in force today: limits, terms, rates, who may, source and how sure it is.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { NO_VALUE, wholeYuan } from '../../format.ts';
import { type Messages, useLanguage, useT } from '../../messages/index.tsx';
import { tabsOf } from '../../officials/sections.ts';
import { useSession } from '../../session.tsx';
import type { Language } from '../../settings.ts';
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx';
import { DetailDrawer } from '../../ui/DetailDrawer.tsx';
import { Facts } from '../../ui/Layout.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Empty } from '../../ui/states.tsx';
import { useTableQuery } from '../../ui/useTableQuery.ts';
import { Chip } from '../admission/words.tsx';
import { CHANNELS } from './figure1.ts';
import s from './plan.module.css';
import { type Product, productsQuery } from './queries.ts';

const FILTERS: readonly string[] = ['channel'];

export function Component() {
  const t = useT();
  const words = t.financing.products;
  const me = useSession();
  const language = useLanguage();
  const bound = useTableQuery(FILTERS);
  const query = useQuery(productsQuery);
  const [opened, setOpened] = useState<Product | null>(null);
  const { q, page, size, filters } = bound.query;
  const found = query.data?.filter(
    (product) =>
      product.name[language].toLowerCase().includes(q.toLowerCase()) &&
      (filters.channel?.[0] === undefined || filters.channel[0] === product.channel),
  );
  const columns = columnsOf(t, language);
  return (
    <>
      <PageHeader title={words.title} lead={words.lead} tabs={tabsOf('finance', me.role, t)} />
      <DataTable<Product>
        id="products"
        name={words.title}
        columns={columns}
        rows={found?.slice((page - 1) * size, page * size)}
        total={found?.length}
        rowKey={(product) => product.code}
        bound={bound}
        filters={[
          {
            name: 'channel',
            label: words.channel,
            options: CHANNELS.map((value) => ({ value, label: t.figure1.channels[value] })),
          },
        ]}
        searchHint={words.search}
        error={query.error}
        onRetry={() => void query.refetch()}
        onOpen={setOpened}
        exportAll={async () => found ?? []}
        card={(product) => (
          <button type="button" className={s.cardButton} onClick={() => setOpened(product)}>
            <strong>{product.name[language]}</strong>
            <span className={s.quiet}>{t.figure1.channels[product.channel]}</span>
            <span>
              {limits(product, t)} · {rate(product, t)}
            </span>
            <Confidence product={product} />
          </button>
        )}
        empty={<Empty title={words.emptyTitle} hint={words.emptyHint} />}
      />
      <DetailDrawer open={opened !== null} title={opened?.name[language]} onClose={() => setOpened(null)}>
        {opened && (
          <>
            <p className={s.drawerText}>{opened.terms[language]}</p>
            <Facts
              items={columns
                .filter(({ key }) => key !== 'terms')
                .map((column) => ({ label: column.title, value: column.render(opened) }))}
            />
          </>
        )}
      </DetailDrawer>
    </>
  );
}

function limits(product: Product, t: Messages): string {
  const words = t.financing.products;
  const { minAmountFen: least, maxAmountFen: most } = product;
  if (product.channel === 'insurance') return NO_VALUE;
  if (most === null) return least > 0 ? words.atLeast(wholeYuan(least)) : words.noLimit;
  return least > 0 ? words.range(wholeYuan(least), wholeYuan(most)) : words.atMost(wholeYuan(most));
}

function rate(product: Product, t: Messages): string {
  const words = t.financing.products;
  if (product.channel === 'insurance') return NO_VALUE;
  const basis = words.rateBasis[product.rateBasis];
  return product.spreadBp === 0 ? basis : words.spread(basis, words.points(product.spreadBp));
}

function Confidence({ product }: { product: Product }) {
  const t = useT();
  return product.confidence === 'U' ? (
    <span>
      <Chip tone="warning">{t.financing.products.sample}</Chip>
    </span>
  ) : (
    <span>{t.financing.view.confidences[product.confidence] ?? product.confidence}</span>
  );
}

function columnsOf(t: Messages, language: Language): readonly DataColumn<Product>[] {
  const words = t.financing.products;
  const months = (product: Product) =>
    product.maxMonths === null ? NO_VALUE : t.financing.view.months(product.maxMonths);
  const methods = (product: Product) =>
    product.methods.map((method) => words.methodNames[method] ?? method).join(language === 'zh' ? '、' : ', ') ||
    words.noRepayment;
  const who = (product: Product) => words.eligibility[product.eligibility] ?? product.eligibility;
  return [
    {
      key: 'name',
      title: words.name,
      frozen: true,
      width: 200,
      render: (product) => product.name[language],
      csv: (product) => product.name[language],
    },
    {
      key: 'channel',
      title: words.channel,
      render: (product) => t.figure1.channels[product.channel],
      csv: (product) => t.figure1.channels[product.channel],
    },
    {
      key: 'limits',
      title: words.limits,
      numeric: true,
      render: (product) => limits(product, t),
      csv: (product) => limits(product, t),
    },
    { key: 'months', title: words.months, numeric: true, render: months, csv: months },
    { key: 'rate', title: words.rate, render: (product) => rate(product, t), csv: (product) => rate(product, t) },
    { key: 'methods', title: words.methods, render: methods, csv: methods, hiddenAtFirst: true },
    { key: 'who', title: words.who, render: who, csv: who },
    {
      key: 'confidence',
      title: words.confidence,
      render: (product) => <Confidence product={product} />,
      csv: (product) => t.financing.view.confidences[product.confidence] ?? product.confidence,
    },
    { key: 'source', title: words.source, render: (product) => product.source, csv: (product) => product.source },
    {
      key: 'terms',
      title: words.terms,
      hiddenAtFirst: true,
      render: (product) => product.terms[language],
      csv: (product) => product.terms[language],
    },
  ];
}
