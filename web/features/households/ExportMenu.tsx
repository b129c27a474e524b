// The register back out as the workbook that it came in as: masked for whoever may export, whole for a purpose.
import { Button, Dropdown, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { answer, api } from '../../api/client.ts';
import { download } from '../../csv.ts';
import { useT } from '../../messages/index.tsx';
import { useMay, useSession } from '../../session.tsx';
import { ExportIcon } from '../../ui/icons.tsx';
import { ErrorPanel } from '../../ui/states.tsx';
import type { ListFilter } from './queries.ts';

const SHORTEST_PURPOSE = 5;

export function ExportMenu({ filter }: { filter: ListFilter }) {
  const t = useT();
  const w = t.households.export;
  const { businessDate } = useSession();
  const mayReveal = useMay('household.reveal');
  const [working, setWorking] = useState(false);
  const [asking, setAsking] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const save = async (plain: boolean, purpose = '') => {
    setWorking(true);
    setFailure(null);
    try {
      const query = { ...filter, ...(plain ? { plain: 'true', purpose } : {}) };
      const file: unknown = await answer(api.GET('/api/v1/household-export', { params: { query }, parseAs: 'blob' }));
      if (file instanceof Blob) download(`${w.file}-${businessDate}.xlsx`, file);
      setAsking(false);
    } catch (error) {
      setFailure(error);
    } finally {
      setWorking(false);
    }
  };
  return (
    <>
      <Dropdown
        trigger={['click']}
        placement="bottomRight"
        disabled={working}
        menu={{
          items: [
            { key: 'masked', label: w.masked },
            {
              key: 'plain',
              label: w.plain,
              disabled: !mayReveal,
              ...(mayReveal ? {} : { title: w.plainNotAllowed }),
            },
          ],
          onClick: ({ key }) => {
            setFailure(null);
            if (key === 'plain') setAsking(true);
            else void save(false);
          },
        }}
      >
        <Button icon={<ExportIcon size={16} />} loading={working}>
          {working ? w.working : w.button}
        </Button>
      </Dropdown>
      <Modal open={failure !== null && !asking} footer={null} title={w.button} onCancel={() => setFailure(null)}>
        <ErrorPanel compact error={failure} onRetry={() => void save(false)} />
      </Modal>
      {asking && (
        <PurposeDialog
          working={working}
          failure={failure}
          onExport={(purpose) => void save(true, purpose)}
          onCancel={() => setAsking(false)}
        />
      )}
    </>
  );
}

function PurposeDialog(props: {
  working: boolean;
  failure: unknown;
  onExport: (purpose: string) => void;
  onCancel: () => void;
}) {
  const t = useT();
  const w = t.households.export;
  const [form] = Form.useForm<{ purpose: string }>();
  return (
    <Modal
      open
      title={w.title}
      okText={w.confirm}
      cancelText={t.act.cancel}
      confirmLoading={props.working}
      onOk={() => form.submit()}
      onCancel={props.onCancel}
    >
      <p>{w.lead}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ purpose }) => props.onExport(purpose.trim())}
        style={{ marginTop: 16 }}
      >
        <Form.Item
          name="purpose"
          label={w.purpose}
          extra={w.purposeExample}
          rules={[{ required: true, whitespace: true, min: SHORTEST_PURPOSE, message: w.purposeHint }]}
        >
          <Input maxLength={200} autoFocus />
        </Form.Item>
      </Form>
      {props.failure !== null && <ErrorPanel compact error={props.failure} />}
    </Modal>
  );
}
