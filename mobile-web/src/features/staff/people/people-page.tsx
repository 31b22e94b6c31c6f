// 人员和角色: what waits for a second approver, the county's staff, new accounts.
import { useRef, useState } from 'preact/hooks'
import { useDone } from '@/shared/staff/done'
import { StaffPage } from '@/shared/staff/frame'
import type { SignedInFragment } from '@/shared/staff/session.generated'
import { hasRole } from '@/shared/staff/tabs'
import { staffText } from '@/shared/staff/text'
import { useStaffQuery } from '@/shared/staff/use-staff'
import { Section } from '@/shared/ui/section'
import { Failed, Waiting } from '@/shared/ui/states'
import { text } from '../text'
import { AccountSheet } from './account-sheet'
import { CreateSheet } from './create-sheet'
import { Pending } from './pending'
import { Search } from './search'
import type { Wanted } from './search'
import { People } from './people.generated'
import type { PeopleQuery, StaffAccountFragment } from './people.generated'
import { StaffList } from './staff-list'

const words = text.people

export default function PeoplePage() {
  return (
    <StaffPage tab="people" back={backToMe}>
      {(viewer) => (
        <>
          <div class="head">
            <h1>{words.title}</h1>
            <p class="soft mt2">{words.lead}</p>
          </div>
          {hasRole(viewer, 'COUNTY_ADMIN', 'HEAD') ? <PeopleParts viewer={viewer} /> : <p class="mt5">{words.notYours}</p>}
        </>
      )}
    </StaffPage>
  )
}

/** Only an administrator has the people among the tabs of a phone. */
function backToMe(viewer: SignedInFragment) {
  return hasRole(viewer, 'COUNTY_ADMIN') ? undefined : { href: '/staff/me', name: staffText.back.me }
}

function PeopleParts({ viewer }: { viewer: SignedInFragment }) {
  const [wanted, setWanted] = useState<Wanted>({})
  const last = useRef<PeopleQuery | undefined>(undefined)
  const { data: found, error, reload, put } = useStaffQuery(People, { first: 50, ...wanted })
  const [open, setOpen] = useState<StaffAccountFragment | 'new'>()
  const [done, setDone] = useDone()
  const admin = hasRole(viewer, 'COUNTY_ADMIN')
  // While others are looked for, those found before stay, and the search with its cursor.
  if (found) last.current = found
  const data = last.current
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  const finished = (what: string | undefined) => {
    setOpen(undefined)
    setDone(what)
    reload()
  }
  return (
    <>
      {done}
      {error && <Failed error={error} retry={reload} />}
      <Pending staff={data.staff} county={viewer.county.name} onDecided={finished} />
      {admin && (
        <Section id="staff" title={words.list}>
          <button class="btn btn--quiet" type="button" aria-haspopup="dialog" onClick={() => setOpen('new')}>
            {words.create}
          </button>
          <Search onWanted={setWanted} />
          <StaffList data={data} wanted={wanted} onOpen={setOpen} onMore={put} />
        </Section>
      )}
      {open === 'new' && <CreateSheet county={viewer.county.name} onClose={() => finished(undefined)} />}
      {open && open !== 'new' && <AccountSheet account={open} county={viewer.county.code} onClose={() => setOpen(undefined)} onDone={finished} />}
    </>
  )
}
