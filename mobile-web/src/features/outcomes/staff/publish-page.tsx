// 公开行权结果: the unit and the kind first, then one by one or from a spreadsheet; below, what was imported.
import { useState } from 'preact/hooks'
import { useDone } from '@/shared/staff/done'
import { StaffPage } from '@/shared/staff/frame'
import type { SignedInFragment } from '@/shared/staff/session.generated'
import { staffText } from '@/shared/staff/text'
import { type OwnUnit, publishesFor, UnitPick } from '@/shared/staff/unit-pick'
import { useStaffQuery } from '@/shared/staff/use-staff'
import { Choice, Select } from '@/shared/ui/field'
import { Failed, Waiting } from '@/shared/ui/states'
import { FindToCorrect } from './find-to-correct'
import { Imports } from './imports'
import type { Kind } from './kind'
import { PublishForm } from './publish-form'
import { PublishKinds } from './publish.generated'
import { SheetForm } from './sheet-form'
import { text } from './text'

export default function PublishPage() {
  return (
    <StaffPage tab="me" back={{ href: '/staff/me', name: staffText.back.me }}>
      {(viewer) => (
        <>
          <div class="head">
            <h1>{text.title}</h1>
            <p class="soft mt2">{text.lead}</p>
          </div>
          <Parts viewer={viewer} />
        </>
      )}
    </StaffPage>
  )
}

function Parts({ viewer }: { viewer: SignedInFragment }) {
  const units = publishesFor(viewer)
  const { data, error, reload } = useStaffQuery(PublishKinds, { county: viewer.county.code }, { skip: units.length === 0 })
  const [first, ...rest] = units
  if (!first) return <p class="mt5">{text.notYours}</p>
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  const kinds = data.outcomeKinds.filter(({ isOpen }) => isOpen)
  const [kind] = kinds
  return kind ? <Desk county={viewer.county.code} own={[first, ...rest]} kinds={kinds} first={kind} /> : <p class="mt5">{text.noKinds}</p>
}

interface DeskProps {
  county: string
  own: readonly [OwnUnit, ...OwnUnit[]]
  kinds: readonly Kind[]
  first: Kind
}

function Desk({ county, own, kinds, first }: DeskProps) {
  const [unit, setUnit] = useState(own[0].id)
  const [kind, setKind] = useState(first)
  const [way, setWay] = useState<'form' | 'sheet'>('form')
  const [round, setRound] = useState(0)
  const [done, setDone] = useDone()
  const finished = (what: string) => {
    setDone(what)
    setRound(round + 1)
  }
  const key = `${unit}:${kind.id}:${round}`
  return (
    <>
      {done}
      <UnitPick id="publish-unit" label={text.unit} county={county} own={own} unit={unit} onUnit={setUnit} />
      <Select id="publish-kind" label={text.kind} value={kind.id} onValue={(id) => setKind(kinds.find((one) => one.id === id) ?? kind)} options={kinds.map(({ id, name }) => [id, name] as const)} />
      <div class="choices">
        {(['form', 'sheet'] as const).map((one) => (
          <Choice key={one} type="radio" name="publish-way" checked={way === one} onChange={() => setWay(one)}>
            {text.ways[one]}
          </Choice>
        ))}
      </div>
      <p class="soft small mt4">{text.masked}</p>
      {way === 'form' ? <PublishForm key={key} unit={unit} kind={kind} onDone={finished} /> : <SheetForm key={key} unit={unit} kind={kind} onDone={finished} />}
      <FindToCorrect county={county} />
      <Imports key={`imports:${round}`} />
    </>
  )
}
