// Before anything is found: query code, phone, drafts, text size.
import { useState } from 'preact/hooks'
import { deleteDraft, readDraft } from '@/shared/draft/draft'
import { day } from '@/shared/format/format'
import { useQuery } from '@/shared/graphql/use-query'
import { PhoneCode } from '@/shared/phone/phone-code'
import { Choice, FieldError, Input, Select } from '@/shared/ui/field'
import { Section } from '@/shared/ui/section'
import { useSize } from '@/shared/ui/size'
import { codeLength, plainCode } from './query-code'
import { TrackCounties } from './status.generated'
import { text } from './text'
import type { Track } from './use-track'

interface Props {
  track: Track
  county: string | undefined
}

export function StartView({ track, county }: Props) {
  return (
    <>
      <div class="head">
        <h1>{text.title}</h1>
        <p class="soft mt2">{text.lead}</p>
      </div>
      <ByCode track={track} />
      <ByPhone track={track} county={county} />
      <DraftSection />
      <SizeSection />
    </>
  )
}

function ByCode({ track }: { track: Track }) {
  const [typed, setTyped] = useState(track.code)
  const [mistake, setMistake] = useState<string>()
  const missing = track.state === 'missing' && track.code !== '' ? text.notFound : undefined
  const find = (event: Event) => {
    event.preventDefault()
    const code = plainCode(typed)
    if (code.length === codeLength) {
      setMistake(undefined)
      track.find(code, track.token)
    } else {
      setMistake(text.codeShort(code.length))
      document.getElementById('code-field')?.focus()
    }
  }
  return (
    <form onSubmit={find} noValidate>
      <Input
        id="code-field"
        label={text.code}
        hint={text.codeHint}
        error={mistake ?? missing}
        value={typed}
        onValue={setTyped}
        native={{ autocapitalize: 'characters', spellcheck: false, maxLength: 40, class: 'input mono' }}
      />
      <button class="btn mt4" type="submit">
        {text.find}
      </button>
    </form>
  )
}

function ByPhone({ track, county }: Props) {
  const [picked, setPicked] = useState(county ?? '')
  const { data } = useQuery(TrackCounties, {}, { skip: county !== undefined })
  const none = track.state === 'missing' && track.code === ''
  return (
    <details class="mt4" open={none}>
      <summary>{text.noCode}</summary>
      <div>
        <p class="soft">{text.noCodeLead}</p>
        {!county && data && <Select id="track-county" label={text.whichCounty} value={picked} onValue={setPicked} options={[['', ''], ...data.counties.nodes.map((row) => [row.code, row.name] as const)]} />}
        <PhoneCode purpose="TRACK" county={picked || undefined} phone={track.phone} onPhone={track.setPhone} token={none ? track.token : undefined} onToken={(token) => (token ? track.find('', token) : track.leave())} />
        {none && <FieldError text={text.noReports} />}
      </div>
    </details>
  )
}

function DraftSection() {
  const [draft, setDraft] = useState(() => readDraft(Date.now()))
  if (!draft) return null
  const remove = () => {
    deleteDraft()
    setDraft(undefined)
  }
  return (
    <Section title={text.draft} side={text.draftUntil(day(new Date(draft.until).toISOString()))}>
      <p class="said">{draft.text ? Array.from(draft.text).slice(0, 40).join('') : text.draftEmpty}</p>
      <div class="btns mt3">
        <a class="btn btn--quiet" href={`/${draft.county}/report?draft`}>
          {text.draftOpen}
        </a>
        <button class="btn btn--quiet" type="button" onClick={remove}>
          {text.draftRemove}
        </button>
      </div>
    </Section>
  )
}

function SizeSection() {
  const [size, setSize] = useSize()
  return (
    <section class="section">
      <fieldset>
        <legend class="as-h2 strong">{text.size}</legend>
        <div class="choices">
          <Choice type="radio" name="size" checked={size === 'normal'} onChange={() => setSize('normal')}>
            {text.sizeNormal}
          </Choice>
          <Choice type="radio" name="size" checked={size === 'large'} onChange={() => setSize('large')}>
            {text.sizeLarge}
          </Choice>
        </div>
      </fieldset>
    </section>
  )
}
