// 干部变动: who leaves which post, and where he goes.
import { useState } from 'preact/hooks'
import { Done } from '@/shared/staff/done'
import { StaffPage } from '@/shared/staff/frame'
import type { SignedInFragment } from '@/shared/staff/session.generated'
import { hasRole } from '@/shared/staff/tabs'
import { staffText } from '@/shared/staff/text'
import { useStaffQuery } from '@/shared/staff/use-staff'
import { Failed, Waiting } from '@/shared/ui/states'
import { MoveForm } from './move-form'
import { OfficialPosts } from './officials.generated'
import { PersonPick } from './person-pick'
import { text } from './text'

const words = text.moves

export default function MovesPage() {
  return (
    <StaffPage tab="me" back={{ href: '/staff/me', name: staffText.back.me }}>
      {(viewer) => (
        <>
          <div class="head">
            <h1>{words.title}</h1>
            <p class="soft mt2">{words.lead}</p>
          </div>
          {hasRole(viewer, 'COUNTY_ADMIN', 'PERSONNEL') ? <Moves viewer={viewer} /> : <p class="mt5">{words.notYours}</p>}
        </>
      )}
    </StaffPage>
  )
}

function Moves({ viewer }: { viewer: SignedInFragment }) {
  const [person, setPerson] = useState('')
  const [done, setDone] = useState(false)
  const pick = (id: string) => {
    setPerson(id)
    setDone(false)
  }
  return (
    <>
      {done && <Done about={person}>{words.done}</Done>}
      <PersonPick label={words.who} value={person} onValue={pick} />
      {person && <Posts key={person} official={person} county={viewer.county.code} onDone={() => setDone(true)} />}
    </>
  )
}

function Posts({ official, county, onDone }: { official: string; county: string; onDone: () => void }) {
  const { data, error, reload } = useStaffQuery(OfficialPosts, { id: official })
  const [turn, setTurn] = useState(0)
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  return (
    <MoveForm
      key={turn}
      official={official}
      county={county}
      posts={data.officialPosts}
      onDone={() => {
        setTurn(turn + 1)
        reload()
        onDone()
      }}
    />
  )
}
