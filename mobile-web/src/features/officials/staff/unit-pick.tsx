// Finding the unit and the section that an official goes to.
import { useState } from 'preact/hooks'
import { Find } from '@/shared/staff/find'
import { Group } from '@/shared/staff/form'
import { useStaffQuery } from '@/shared/staff/use-staff'
import { Choice, Select } from '@/shared/ui/field'
import { Failed, Waiting } from '@/shared/ui/states'
import { MoveSections, MoveUnits, OrgansToJoin } from './officials.generated'
import { text } from './text'

const words = text.moves

export interface Place {
  readonly id: string
  readonly code: string
}

interface Props {
  county: string
  value: Place | undefined
  onValue: (unit: Place | undefined) => void
  error: string | undefined
}

export function UnitPick({ county, value, onValue, error }: Props) {
  const [asked, setAsked] = useState('')
  const { data, error: fault, reload } = useStaffQuery(MoveUnits, { county, text: asked }, { skip: asked === '' })
  const units = data?.county?.units.nodes ?? []
  const [short, setShort] = useState(false)
  const find = (typed: string) => {
    const isShort = typed.length < 2
    setShort(isShort)
    if (!isShort) setAsked(typed)
  }
  return (
    <Group label={words.unit} error={error}>
      <Find id="move-unit" label={text.unitName} hint={text.findHint} error={short ? text.short : undefined} button={text.find} onFind={find} />
      {asked !== '' && !data && (fault ? <Failed error={fault} retry={reload} /> : <Waiting />)}
      {data && units.length === 0 && <p class="soft mt3">{text.none}</p>}
      <div class="choices">
        <Choice type="radio" name="move-unit" checked={value === undefined} onChange={() => onValue(undefined)}>
          {words.unitNone}
        </Choice>
        {units.map(({ id, code, name, parent }) => (
          <Choice key={id} type="radio" name="move-unit" checked={value?.id === id} onChange={() => onValue({ id, code })} small={parent?.name}>
            {name}
          </Choice>
        ))}
      </div>
    </Group>
  )
}

export function SectionPick({ county, unit, value, onValue }: { county: string; unit: Place; value: string; onValue: (id: string) => void }) {
  const { data, error, reload } = useStaffQuery(MoveSections, { county, code: unit.code })
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  const sections = data.unit?.sections ?? []
  return <Select id="section" label={words.section} value={value} onValue={onValue} options={[['', words.noSection] as const, ...sections.map(({ id, name }) => [id, name] as const)]} />
}

/** Of which discipline organ he becomes a member: any of the county, for a dispatched committee stands in no unit's line. */
export function OrganPick({ value, onValue, error }: { value: string; onValue: (id: string) => void; error: string | undefined }) {
  const { data, error: fault, reload } = useStaffQuery(OrgansToJoin, {})
  if (!data) return fault ? <Failed error={fault} retry={reload} /> : <Waiting />
  return <Select id="organ" label={words.organ} value={value} onValue={onValue} error={error} options={[['', words.noOrgan] as const, ...data.organsToJoin.map(({ id, name }) => [id, name] as const)]} />
}
