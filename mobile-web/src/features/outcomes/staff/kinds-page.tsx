// 结果的类别: which columns the county's outcomes have.
import { useState } from 'preact/hooks'
import { useDone } from '@/shared/staff/done'
import { StaffPage } from '@/shared/staff/frame'
import { hasRole } from '@/shared/staff/tabs'
import { staffText } from '@/shared/staff/text'
import { useStaffQuery } from '@/shared/staff/use-staff'
import { Cell } from '@/shared/ui/cell'
import { Section } from '@/shared/ui/section'
import { Sheet } from '@/shared/ui/sheet'
import { Failed, Waiting } from '@/shared/ui/states'
import { KindForm } from './kind-form'
import { AllKinds, type AllKindsQuery } from './kinds.generated'
import { kindText as text } from './kind-text'

type Kind = AllKindsQuery['outcomeKinds'][number]

export default function KindsPage() {
  return (
    <StaffPage tab="me" back={{ href: '/staff/me', name: staffText.back.me }}>
      {(viewer) => (
        <>
          <div class="head">
            <h1>{text.title}</h1>
            <p class="soft mt2">{text.lead}</p>
          </div>
          {hasRole(viewer, 'COUNTY_ADMIN') ? <Parts county={viewer.county.code} /> : <p class="mt5">{text.notYours}</p>}
        </>
      )}
    </StaffPage>
  )
}

function Parts({ county }: { county: string }) {
  const { data, error, reload } = useStaffQuery(AllKinds, { county })
  const [open, setOpen] = useState<Kind | 'new'>()
  const [done, setDone] = useDone()
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  const finished = (what: string) => {
    setOpen(undefined)
    setDone(what)
    reload()
  }
  return (
    <>
      {done}
      <Section title={text.list} side={text.count(data.outcomeKinds.length)}>
        <ul class="cells">
          {data.outcomeKinds.map((kind) => (
            <li key={kind.id}>
              <Cell title={kind.name} sub={text.row(kind.columns.length, kind.no, kind.isOpen)} onClick={() => setOpen(kind)} />
            </li>
          ))}
        </ul>
      </Section>
      <button class="btn btn--quiet mt4" type="button" aria-haspopup="dialog" onClick={() => setOpen('new')}>
        {text.add}
      </button>
      {open && (
        <Sheet label={text.title} onClose={() => setOpen(undefined)}>
          <KindForm kind={open === 'new' ? undefined : open} onDone={finished} onClose={() => setOpen(undefined)} />
        </Sheet>
      )}
    </>
  )
}
