// First step of signing in: which county, which login, which password.
import { useEffect, useRef, useState } from 'preact/hooks'
import { request } from '@/shared/graphql/client'
import { useQuery } from '@/shared/graphql/use-query'
import { local } from '@/shared/storage'
import { FormButtons, FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { SignIn } from '@/shared/staff/session.generated'
import type { SignInMutation } from '@/shared/staff/session.generated'
import { useSending } from '@/shared/staff/use-staff'
import { Choice, Input, Select } from '@/shared/ui/field'
import { text } from '../text'
import { SignInCounties } from './counties.generated'

const words = text.signIn
const FIELDS = ['county', 'login', 'password']
/** Where this browser keeps which county one signed in to last; names nobody. */
const KEPT = 'staff-county'

interface Props {
  note: string | undefined
  onChallenge: (step: SignInMutation['signIn']) => void
}

export function PasswordForm({ note, onChallenge }: Props) {
  const [county, setCounty] = useState(() => local.read(KEPT) ?? '')
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [shown, setShown] = useState(false)
  const [refusals, setRefusals] = useState<readonly Refusal[]>(note ? [{ field: null, message: note }] : [])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const submit = (event: Event) => {
    event.preventDefault()
    const missing = lacking({ county, login, password })
    setRefusals(missing)
    if (missing.length > 0) return
    send(async () => {
      const { signIn } = await request(SignIn, { input: { county, login: login.trim(), password } })
      setRefusals(signIn.errors)
      if (!signIn.challenge) return
      local.write(KEPT, county)
      onChallenge(signIn)
    })
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <div class="head">
        <h1>{words.title}</h1>
        <p class="soft mt2">{words.lead}</p>
      </div>
      <FormOops refusals={refusals} fields={FIELDS} fault={fault} />
      <CountyField value={county} onValue={setCounty} error={refusalOf(refusals, 'county')} />
      <Input id="login" label={words.login} value={login} onValue={setLogin} error={refusalOf(refusals, 'login')} native={{ name: 'username', autocomplete: 'username', autocapitalize: 'off', spellcheck: false }} />
      <Input id="password" label={words.password} value={password} onValue={setPassword} error={refusalOf(refusals, 'password')} native={{ name: 'password', type: shown ? 'text' : 'password', autocomplete: 'current-password', autocapitalize: 'off' }} />
      <Choice checked={shown} onChange={setShown}>
        {words.show}
      </Choice>
      <FormButtons busy={busy} send={words.next} cancel="" />
    </form>
  )
}

function lacking(values: Readonly<Record<'county' | 'login' | 'password', string>>): readonly Refusal[] {
  const names: readonly ('county' | 'login' | 'password')[] = ['county', 'login', 'password']
  return names.filter((name) => values[name].trim() === '').map((field) => ({ field, message: words.need[field] }))
}

/** A list of the counties; the code by hand where there is no list or it would be too long to search. */
function CountyField({ value, onValue, error }: { value: string; onValue: (value: string) => void; error: string | undefined }) {
  const { data, error: fault } = useQuery(SignInCounties, {})
  const counties = data && !data.counties.pageInfo.hasNextPage ? data.counties.nodes : []
  const only = counties.length === 1 ? counties[0]?.code : undefined
  useEffect(() => {
    if (only) onValue(only)
  }, [only])
  // While the list is on its way it is awaited as a list: a field that changes under the finger loses what was typed.
  const waiting = !data && !fault
  if (counties.length === 0 && !waiting) {
    return <Input id="county" label={words.county} hint={words.countyHint} value={value} onValue={onValue} error={error} native={{ inputmode: 'numeric', maxlength: 6 }} />
  }
  const options = counties.map(({ code, name }) => [code, name] as const)
  return <Select id="county" label={words.county} value={value} onValue={onValue} error={error} options={[['', words.pick], ...options]} />
}
