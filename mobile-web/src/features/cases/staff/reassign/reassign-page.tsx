// 交接: a head hands a handler's open cases over to others of the organ, in one act, after seeing what comes of it.
import { useState } from 'preact/hooks'
import { useDone } from '@/shared/staff/done'
import { StaffPage } from '@/shared/staff/frame'
import type { SignedInFragment } from '@/shared/staff/session.generated'
import { hasRole } from '@/shared/staff/tabs'
import { staffText } from '@/shared/staff/text'
import { Select } from '@/shared/ui/field'
import { ReassignForm } from './reassign-form'
import { words } from './text'

export default function ReassignPage() {
  return (
    <StaffPage tab="me" back={{ href: '/staff/me', name: staffText.back.me }}>
      {(viewer) => (
        <>
          <div class="head">
            <h1>{words.title}</h1>
            <p class="soft mt2">{words.lead}</p>
          </div>
          {hasRole(viewer, 'HEAD') ? <Organs viewer={viewer} /> : <p class="mt5">{words.notYours}</p>}
        </>
      )}
    </StaffPage>
  )
}

function Organs({ viewer }: { viewer: SignedInFragment }) {
  const headed = viewer.roles.filter(({ role, state }) => role === 'HEAD' && state === 'ACTIVE')
  const organs = headed.flatMap(({ organ }) => (organ ? [[organ.id, organ.name] as const] : []))
  const [organ, setOrgan] = useState(organs[0]?.[0] ?? '')
  const [done, setDone] = useDone()
  const [round, setRound] = useState(0)
  return (
    <>
      {done}
      {organs.length > 1 && <Select id="organ" label={words.organ} value={organ} onValue={setOrgan} options={organs} />}
      {organ && (
        <ReassignForm
          key={`${organ}-${round}`}
          organ={organ}
          onDone={(what) => {
            setDone(what)
            setRound(round + 1)
          }}
        />
      )}
    </>
  )
}
