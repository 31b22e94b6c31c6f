// 我的村我的钱: a phone, a name, four digits; then what was paid, and one tap to say that it is wrong.
import { useLocation, useRoute } from 'preact-iso'
import { useState } from 'preact/hooks'
import { attach, attachRecord } from '@/shared/attached'
import { lastCountyIsDemo } from '@/shared/county'
import { dayWithYear, money } from '@/shared/format/format'
import { request, RequestError } from '@/shared/graphql/client'
import { PhoneCode } from '@/shared/phone/phone-code'
import { Bar } from '@/shared/ui/bar'
import { FieldError, Input } from '@/shared/ui/field'
import { Page } from '@/shared/ui/page'
import { Section } from '@/shared/ui/section'
import { Blank } from '@/shared/ui/states'
import { LookUpSubsidies, type LookUpSubsidiesMutation } from './subsidies.generated'
import { text } from './text'

type Answer = LookUpSubsidiesMutation['lookUpSubsidies']
type Row = Answer['subsidies'][number]

export default function MoneyPage() {
  const county = useRoute().params['county'] ?? ''
  const [phone, setPhone] = useState('')
  const [token, setToken] = useState<string>()
  const [answer, setAnswer] = useState<Answer>()
  return (
    <Page bar={<Bar back={`/${county}`}>{text.title}</Bar>} demo={lastCountyIsDemo()} tab="open" county={county}>
      <div class="head">
        <h1>{text.title}</h1>
        <p class="lead soft">{text.lead}</p>
        <p class="soft small mt2">{text.secrecy}</p>
      </div>
      <PhoneCode purpose="SUBSIDIES" county={county} phone={phone} onPhone={setPhone} token={token} onToken={setToken} />
      <Look token={token} answer={answer} onAnswer={setAnswer} />
      {answer && answer.errors.length === 0 && <Found county={county} rows={answer.subsidies} />}
    </Page>
  )
}

interface LookProps {
  token: string | undefined
  answer: Answer | undefined
  onAnswer: (answer: Answer | undefined) => void
}

function Look({ token, answer, onAnswer }: LookProps) {
  const [name, setName] = useState('')
  const [lastFour, setLastFour] = useState('')
  const [state, setState] = useState<'ready' | 'busy' | string>('ready')
  const look = async (event: Event) => {
    event.preventDefault()
    if (!token) return setState(text.phoneFirst)
    setState('busy')
    onAnswer(undefined)
    try {
      onAnswer((await request(LookUpSubsidies, { input: { name, lastFour } }, { token })).lookUpSubsidies)
      setState('ready')
    } catch (error) {
      setState(error instanceof RequestError && error.fault === 'offline' ? text.offline : text.broken)
    }
  }
  const wrong = (field: string) => answer?.errors.find((one) => one.field === field)?.message
  const general = answer?.errors.find((one) => one.field === null)?.message
  const said = state === 'ready' || state === 'busy' ? general : state
  return (
    <form onSubmit={look} noValidate>
      <Input id="money-name" label={text.name} hint={text.nameHint} value={name} onValue={setName} error={wrong('name')} native={{ maxLength: 30 }} />
      <Input id="money-digits" label={text.lastFour} hint={text.lastFourHint} value={lastFour} onValue={setLastFour} error={wrong('lastFour')} native={{ maxLength: 4, autocapitalize: 'characters' }} />
      {said && <FieldError text={said} />}
      <button class="btn mt5" type="submit" disabled={state === 'busy'}>
        {state === 'busy' ? text.finding : text.find}
      </button>
    </form>
  )
}

function Found({ county, rows }: { county: string; rows: readonly Row[] }) {
  const { route } = useLocation()
  const report = (words: string, unit?: string, record?: string) => {
    // In memory only: the address of the next page says nothing of the money.
    attach(words, record)
    route(`/${county}/report${unit ? `?subject=${unit}` : ''}`)
  }
  const think = (row: Row) => {
    attachRecord({ id: row.id, name: text.record(row.year, row.kind, money(row.amount)) })
    route(`/${county}/opinion`)
  }
  if (rows.length === 0) {
    return (
      <Blank title={text.none}>
        <p>{text.noneHelp}</p>
        <button class="btn btn--red-quiet mt4" type="button" onClick={() => report(text.aboutMissing)}>
          {text.missing}
        </button>
        <a class="btn btn--text mt2" href={`/${county}/list`}>
          {text.askMissingFirst}
        </a>
      </Blank>
    )
  }
  return (
    <Section title={text.found(rows.length)}>
      <ul class="cells">
        {rows.map((row) => (
          <li key={row.id}>
            <h3 class="mt3">
              {row.kind} <span class="num">{money(row.amount)}</span>
            </h3>
            <p class="soft small">{text.line(row.year, row.unitName, row.paidOn && dayWithYear(row.paidOn))}</p>
            <button class="btn btn--text" type="button" onClick={() => report(text.about(row.year, row.kind, money(row.amount), row.unitName), row.unitId, row.id)}>
              {text.wrong}
            </button>
            <button class="btn btn--text" type="button" onClick={() => think(row)}>
              {text.ask}
            </button>
          </li>
        ))}
      </ul>
      <button class="btn btn--red-quiet mt4" type="button" onClick={() => report(text.aboutMissing, rows[0]?.unitId)}>
        {text.missing}
      </button>
      <a class="btn btn--text mt2" href={`/${county}/opinion?about=${rows[0]?.unitId ?? ''}`}>
        {text.askMissing}
      </a>
    </Section>
  )
}
