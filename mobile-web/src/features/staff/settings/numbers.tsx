// The county's numbers of one group, each with its bounds, default, source and history.
import { useRef, useState } from 'preact/hooks'
import { FormButtons, FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import type { SettingGroup } from '@/shared/graphql/schema.generated'
import { dayWithYear } from '@/shared/format/format'
import { Cell } from '@/shared/ui/cell'
import { Input } from '@/shared/ui/field'
import { Section } from '@/shared/ui/section'
import { Sheet } from '@/shared/ui/sheet'
import { SetSetting } from './settings.generated'
import type { CountySettingPartsFragment } from './settings.generated'
import { words } from './text'

interface Props {
  group: SettingGroup
  all: readonly CountySettingPartsFragment[]
  onDone: (what: string) => void
}

export function Numbers({ group, all, onDone }: Props) {
  const [open, setOpen] = useState<CountySettingPartsFragment>()
  const finished = (what: string) => {
    setOpen(undefined)
    onDone(what)
  }
  return (
    <Section id={group.toLowerCase()} title={words.groups[group]}>
      <ul class="cells">
        {all
          .filter((one) => one.group === group)
          .map((one) => (
            <li key={one.key}>
              <Cell title={one.name} sub={words.bounds(one.min, one.max, one.unit)} side={words.value(one.value, one.unit)} onClick={() => setOpen(one)} />
            </li>
          ))}
      </ul>
      {open && (
        <Sheet label={open.name} onClose={() => setOpen(undefined)}>
          <OneNumber one={open} onClose={() => setOpen(undefined)} onDone={finished} />
        </Sheet>
      )}
    </Section>
  )
}

function OneNumber({ one, onClose, onDone }: { one: CountySettingPartsFragment; onClose: () => void; onDone: (what: string) => void }) {
  return (
    <>
      <h2>{one.name}</h2>
      <p class="mt2">{one.meaning}</p>
      <p class="soft small mt2">
        {words.source}：{one.source}
      </p>
      <p class="soft small">
        {words.bounds(one.min, one.max, one.unit)}，{words.defaultIs(one.default, one.unit)}
      </p>
      <ul class="mt3">
        {one.history.map(({ at, byName, value }) => (
          <li key={at} class="soft small">
            {words.since(dayWithYear(at), byName, value === null ? words.backToDefault : words.value(value, one.unit))}
          </li>
        ))}
      </ul>
      {one.viewerCanSet ? (
        <NumberForm one={one} onClose={onClose} onDone={onDone} />
      ) : (
        <button class="btn btn--text mt3" type="button" onClick={onClose}>
          {words.close}
        </button>
      )}
    </>
  )
}

function NumberForm({ one, onClose, onDone }: { one: CountySettingPartsFragment; onClose: () => void; onDone: (what: string) => void }) {
  const [typed, setTyped] = useState(String(one.value))
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const set = (value: number | null) =>
    send(async () => {
      const { setSetting } = await staffRequest(SetSetting, { input: { key: one.key, value, version: one.version } })
      setRefusals(setSetting.errors)
      if (setSetting.errors.length === 0) onDone(words.saved)
    })
  const submit = (event: Event) => {
    event.preventDefault()
    if (!/^\d+$/.test(typed.trim())) return setRefusals([{ field: 'value', message: words.need.number }])
    set(Number(typed))
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Input id="number" label={words.number(one.unit)} value={typed} onValue={setTyped} error={refusalOf(refusals, 'value')} native={{ inputmode: 'numeric', maxlength: 7 }} />
      <FormOops refusals={refusals} fields={['value']} fault={fault} />
      <FormButtons busy={busy} send={words.save} cancel={words.cancel} onCancel={onClose} />
      {one.value !== one.default && (
        <button class="btn btn--quiet mt2" type="button" aria-disabled={busy} onClick={() => set(null)}>
          {words.restore}
        </button>
      )}
    </form>
  )
}
