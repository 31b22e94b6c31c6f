// Before anything is found: query code, phone, drafts, text size.
import { useState } from 'preact/hooks'
import { PhoneCode } from '@/shared/phone/phone-code'
import { FieldError, Input, Select } from '@/shared/ui/field'
import { late } from '@/shared/ui/late'
import { codeLength, plainCode } from './query-code'
import { text } from './text'
import type { Track } from './use-track'

const OnThisPhone = late<object>(() => import('./on-this-phone'))

interface Props {
  track: Track
  county: string | undefined
  counties: readonly { code: string; name: string }[]
}

export function StartView({ track, county, counties }: Props) {
  return (
    <>
      <div class="head">
        <h1>{text.title}</h1>
        <p class="soft mt2">{text.lead}</p>
      </div>
      <ByCode track={track} />
      <ByPhone track={track} county={county} counties={counties} />
      <OnThisPhone />
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

function ByPhone({ track, county, counties }: Props) {
  const [picked, setPicked] = useState(county ?? '')
  const none = track.state === 'missing' && track.code === ''
  return (
    <details class="mt4" open={none}>
      <summary>{text.noCode}</summary>
      <div>
        <p class="soft">{text.noCodeLead}</p>
        {!county && counties.length > 0 && <Select id="track-county" label={text.whichCounty} value={picked} onValue={setPicked} options={[['', ''], ...counties.map((row) => [row.code, row.name] as const)]} />}
        <PhoneCode purpose="TRACK" county={picked || undefined} phone={track.phone} onPhone={track.setPhone} token={none ? track.token : undefined} onToken={(token) => (token ? track.find('', token) : track.leave())} />
        {none && <FieldError text={text.noReports} />}
      </div>
    </details>
  )
}
