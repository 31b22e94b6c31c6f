// 县里的设置: numbers within bounds, words of messages, the foot of the pages.
import { useDone } from '@/shared/staff/done'
import { StaffPage } from '@/shared/staff/frame'
import type { SignedInFragment } from '@/shared/staff/session.generated'
import { hasRole } from '@/shared/staff/tabs'
import { staffText } from '@/shared/staff/text'
import { Cell } from '@/shared/ui/cell'
import { FootPart } from './foot-part'
import { Numbers } from './numbers'
import { words } from './text'
import { Texts } from './texts'

export default function SettingsPage() {
  return (
    <StaffPage tab="me" back={{ href: '/staff/me', name: staffText.back.me }}>
      {(viewer) => (
        <>
          <div class="head">
            <h1>{words.title}</h1>
            <p class="soft mt2">{words.lead}</p>
          </div>
          {hasRole(viewer, 'COUNTY_ADMIN', 'HEAD', 'AUDITOR') ? <Parts viewer={viewer} /> : <p class="mt5">{words.notYours}</p>}
        </>
      )}
    </StaffPage>
  )
}

function Parts({ viewer }: { viewer: SignedInFragment }) {
  const [done, setDone] = useDone()
  const admin = hasRole(viewer, 'COUNTY_ADMIN')
  return (
    <>
      {done}
      <Numbers onDone={setDone} />
      {admin && <Texts onDone={setDone} />}
      {admin && <FootPart county={viewer.county.code} onDone={setDone} />}
      <ul class="cells mt6">
        <li>
          <Cell title={words.calendar} href="/staff/calendar" />
        </li>
      </ul>
    </>
  )
}
