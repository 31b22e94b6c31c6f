// 纪检组织: who stands above whom, what is missing, and what the administrator changes.
import { useState } from 'preact/hooks'
import { useDone } from '@/shared/staff/done'
import { StaffPage } from '@/shared/staff/frame'
import type { SignedInFragment } from '@/shared/staff/session.generated'
import { hasRole } from '@/shared/staff/tabs'
import { staffText } from '@/shared/staff/text'
import { useStaffQuery } from '@/shared/staff/use-staff'
import { dayWithYear } from '@/shared/format/format'
import { Cell } from '@/shared/ui/cell'
import { Sheet } from '@/shared/ui/sheet'
import { Failed, Waiting } from '@/shared/ui/states'
import { CreateOrganForm } from './create-form'
import { OrganSheet } from './organ-sheet'
import { Organs } from './organs.generated'
import type { OrganRecordPartsFragment } from './organs.generated'
import { KIND, words } from './text'

export default function OrgansPage() {
  return (
    <StaffPage tab="me" back={{ href: '/staff/me', name: staffText.back.me }}>
      {(viewer) => (
        <>
          <div class="head">
            <h1>{words.title}</h1>
            <p class="soft mt2">{words.lead}</p>
          </div>
          {hasRole(viewer, 'COUNTY_ADMIN', 'HEAD') ? <All viewer={viewer} /> : <p class="mt5">{words.notYours}</p>}
        </>
      )}
    </StaffPage>
  )
}

function All({ viewer }: { viewer: SignedInFragment }) {
  const { data, error, reload } = useStaffQuery(Organs, {})
  // By id: what the sheet shows follows the list when that is read anew.
  const [open, setOpen] = useState<string>()
  const [done, setDone] = useDone()
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  const { organs } = data
  const missing = organs.filter(({ superiorMissing }) => superiorMissing).length
  const opened = organs.find(({ organ }) => organ.id === open)
  const finished = (what: string) => {
    setOpen(undefined)
    setDone(what)
    reload()
  }
  return (
    <>
      {done}
      {missing > 0 && (
        <div class="oops mt4" role="status">
          <p>{words.alarms(missing)}</p>
        </div>
      )}
      <ul class={organs.length > 0 ? 'cells mt5' : undefined}>
        {organs.map((one) => (
          <li key={one.organ.id}>
            <Cell title={one.organ.name} sub={subOf(one)} onClick={() => setOpen(one.organ.id)} />
          </li>
        ))}
      </ul>
      {hasRole(viewer, 'COUNTY_ADMIN') && (
        <button class="btn mt5" type="button" aria-haspopup="dialog" onClick={() => setOpen('new')}>
          {words.create}
        </button>
      )}
      {open === 'new' && (
        <Sheet label={words.create} onClose={() => setOpen(undefined)}>
          <CreateOrganForm organs={organs} county={viewer.county.code} onBack={() => setOpen(undefined)} onDone={finished} />
        </Sheet>
      )}
      {opened && <OrganSheet record={opened} organs={organs} county={viewer.county.code} onClose={() => setOpen(undefined)} onDone={finished} />}
    </>
  )
}

function subOf({ organ, superior, superiorMissing, closedOn, successor }: OrganRecordPartsFragment): string {
  if (closedOn) return words.closed(dayWithYear(closedOn), successor?.name ?? '')
  const above = superiorMissing ? words.alarm : superior ? words.above(superior.name) : ''
  return [KIND[organ.kind], above].filter(Boolean).join(' · ')
}
