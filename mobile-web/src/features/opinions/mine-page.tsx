// What a phone wrote: its steps, and what its owner may say to the answer.
import { useRoute } from 'preact-iso'
import { useEffect, useState } from 'preact/hooks'
import { lastCountyIsDemo } from '@/shared/county'
import { dayWithYear } from '@/shared/format/format'
import { request, RequestError } from '@/shared/graphql/client'
import { short, stateNames } from '@/shared/opinions/text'
import { PhoneCode } from '@/shared/phone/phone-code'
import { Bar } from '@/shared/ui/bar'
import { Cell } from '@/shared/ui/cell'
import { Toast } from '@/shared/ui/notices'
import { Page } from '@/shared/ui/page'
import { Blank, Failed, Waiting } from '@/shared/ui/states'
import { AnswerForms } from './answer-forms'
import { OpinionView } from './opinion-view'
import { MyOpinions } from './opinions.generated'
import type { OpinionPartsFragment } from './opinions.generated'
import { keepProven, lastProven } from './proven'
import { text } from './text'

const words = text.mine

export default function MinePage() {
  const county = useRoute().params['county'] ?? ''
  const [phone, setPhone] = useState(lastProven()?.phone ?? '')
  const [token, setToken] = useState(lastProven()?.token)
  const [open, setOpen] = useState<string>()
  const proven = (next: string | undefined) => {
    keepProven(phone, next)
    setToken(next)
  }
  return (
    <Page bar={<Bar back={open ? () => setOpen(undefined) : `/${county}`}>{open ? words.title : words.back}</Bar>} demo={lastCountyIsDemo()}>
      {!open && (
        <div class="head">
          <h1>{words.title}</h1>
          <p class="lead soft">{words.lead}</p>
        </div>
      )}
      {!open && <PhoneCode purpose="OPINION" county={county} phone={phone} onPhone={setPhone} token={token} onToken={proven} />}
      {token && <Own key={token} county={county} token={token} open={open} onOpen={setOpen} onExpired={() => proven(undefined)} />}
    </Page>
  )
}

interface OwnProps {
  county: string
  token: string
  open: string | undefined
  onOpen: (id: string) => void
  onExpired: () => void
}

function Own({ county, token, open, onOpen, onExpired }: OwnProps) {
  const [all, setAll] = useState<readonly OpinionPartsFragment[]>()
  const [fault, setFault] = useState<RequestError>()
  const [done, setDone] = useState<string>()
  const load = () => {
    setFault(undefined)
    request(MyOpinions, {}, { token }).then(
      ({ myOpinions }) => setAll(myOpinions),
      (error: unknown) => {
        if (error instanceof RequestError && error.code === 'CODE_REQUIRED') return onExpired()
        setFault(error instanceof RequestError ? error : new RequestError('broken'))
      },
    )
  }
  useEffect(load, [token])
  if (!all) return fault ? <Failed error={fault} retry={load} /> : <Waiting />
  const one = all.find(({ id }) => id === open)
  const changed = (next: OpinionPartsFragment, what: string) => {
    setAll(all.map((old) => (old.id === next.id ? next : old)))
    setDone(what)
  }
  if (one) {
    return (
      <>
        <OpinionView one={one} county={county} />
        {done && <Toast>{done}</Toast>}
        <AnswerForms one={one} token={token} onDone={changed} />
      </>
    )
  }
  if (all.length === 0) {
    return (
      <Blank title={words.none}>
        <p>{words.noneHelp}</p>
      </Blank>
    )
  }
  const look = (id: string) => {
    setDone(undefined)
    onOpen(id)
  }
  return (
    <ul class="cells mt4">
      {all.map((row) => (
        <li key={row.id}>
          <Cell title={short(row.text)} sub={`${row.name} · ${dayWithYear(row.receivedOn)} · ${stateNames[row.state]}`} onClick={() => look(row.id)} />
        </li>
      ))}
    </ul>
  )
}
