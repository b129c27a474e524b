// A new account: who, which post, for which place (as the post asks), for a farmer which household, first password.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Select } from 'antd';
import { ROLE_SCOPE_DIGITS, ROLES, type Role } from '../../../kernel/permissions.ts';
import { MIN_PASSWORD } from '../../api/auth.ts';
import { answer, api, useCommand, withKey } from '../../api/client.ts';
import { placesQuery } from '../../api/queries.ts';
import { useT } from '../../messages/index.tsx';
import { useSession } from '../../session.tsx';
import { ErrorPanel } from '../../ui/states.tsx';
import s from './AccountPage.module.css';
import { HouseholdSelect } from './HouseholdSelect.tsx';
import { readablePassword } from './queries.ts';

interface Fields {
  readonly name: string;
  readonly username: string;
  readonly role: Role;
  readonly region?: string;
  readonly householdId?: string;
  readonly password: string;
}

export function AddAccount({ onDone }: { onDone: () => void }) {
  const t = useT();
  const words = t.accounts.form;
  const me = useSession();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const role = Form.useWatch('role', form);
  const add = useCommand(
    (fields: Fields, key) =>
      answer(
        api.POST('/api/v1/accounts', {
          body: {
            name: fields.name,
            username: fields.username,
            role: fields.role,
            region: ROLE_SCOPE_DIGITS[fields.role] === 6 ? me.county : (fields.region ?? ''),
            householdId: fields.role === 'farmer' ? (fields.householdId ?? null) : null,
            password: fields.password,
          },
          ...withKey(key),
        }),
      ),
    {
      onSuccess: async (account) => {
        await queries.invalidateQueries({ queryKey: ['accounts'] });
        message.success(words.added(account.name));
        onDone();
      },
    },
  );
  const required = { required: true, whitespace: true, message: words.missing };
  return (
    <Form<Fields>
      name="account"
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ password: readablePassword() }}
      onFinish={(fields) => add.mutate(fields)}
    >
      <Form.Item name="name" label={t.accounts.name} rules={[required]}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="username"
        label={t.accounts.username}
        extra={words.usernameHint}
        rules={[{ required: true, pattern: /^[a-zA-Z0-9_.]{2,40}$/, message: words.usernameRule }]}
      >
        <Input maxLength={40} autoComplete="off" autoCapitalize="none" spellCheck={false} />
      </Form.Item>
      <Form.Item
        name="role"
        label={t.accounts.post}
        {...(role ? { extra: role === 'farmer' ? words.farmer : words.scope[ROLE_SCOPE_DIGITS[role]] } : {})}
        rules={[{ required: true, message: words.choose }]}
      >
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={ROLES.map((value) => ({ value, label: t.roles[value] }))}
          onChange={() => form.setFieldsValue({ region: undefined, householdId: undefined } as Partial<Fields>)}
        />
      </Form.Item>
      {role === 'farmer' ? (
        <>
          <Form.Item name="householdId" label={words.household} rules={[{ required: true, message: words.choose }]}>
            <FarmerHousehold onRegion={(region) => form.setFieldValue('region', region)} />
          </Form.Item>
          <Form.Item name="region" hidden>
            <Input />
          </Form.Item>
        </>
      ) : (
        role && ROLE_SCOPE_DIGITS[role] > 6 && <PlaceField digits={ROLE_SCOPE_DIGITS[role]} />
      )}
      <Form.Item
        name="password"
        label={words.password}
        extra={
          <>
            {words.passwordHint(MIN_PASSWORD)}{' '}
            <Button type="link" size="small" onClick={() => form.setFieldValue('password', readablePassword())}>
              {words.generate}
            </Button>
          </>
        }
        rules={[{ required: true, min: MIN_PASSWORD, message: words.passwordShort(MIN_PASSWORD) }]}
      >
        <Input autoComplete="off" spellCheck={false} />
      </Form.Item>
      {add.error && <ErrorPanel compact error={add.error} />}
      <div className={s.acts}>
        <Button onClick={onDone}>{t.act.cancel}</Button>
        <Button type="primary" htmlType="submit" loading={add.isPending}>
          {words.save}
        </Button>
      </div>
    </Form>
  );
}

/** A form control: the household's id is its value, and its village goes to `onRegion`. */
function FarmerHousehold(props: {
  value?: string;
  onChange?: (id: string) => void;
  onRegion: (region: string) => void;
  id?: string;
}) {
  const { value, onChange, onRegion, id } = props;
  return (
    <HouseholdSelect
      {...(id ? { id } : {})}
      value={value ?? null}
      onChoose={(household) => {
        onRegion(household.region);
        onChange?.(household.id);
      }}
    />
  );
}

/** The townships, or the villages each under its township's name. */
function PlaceField({ digits }: { digits: number }) {
  const t = useT();
  const { data: places } = useQuery(placesQuery);
  const names = new Map(places?.map((place) => [place.code, place.name]));
  const options = (places ?? [])
    .filter((place) => place.code.length === digits)
    .map((place) => ({
      value: place.code,
      label: digits === 12 ? `${names.get(place.code.slice(0, 9)) ?? ''} › ${place.name}` : place.name,
    }));
  return (
    <Form.Item
      name="region"
      label={t.accounts.form.place}
      rules={[{ required: true, message: t.accounts.form.choose }]}
    >
      <Select showSearch={{ optionFilterProp: 'label' }} options={options} />
    </Form.Item>
  );
}
