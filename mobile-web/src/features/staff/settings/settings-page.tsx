// 县里的设置, in the order in which an administrator looks for it: how long reporters have, messages, accounts, the foot.
import { useDone } from '@/shared/staff/done'
import { StaffPage } from '@/shared/staff/frame'
import type { SignedInFragment } from '@/shared/staff/session.generated'
import { hasRole } from '@/shared/staff/tabs'
import { staffText } from '@/shared/staff/text'
import { useStaffQuery } from '@/shared/staff/use-staff'
import { Cell } from '@/shared/ui/cell'
import { Section } from '@/shared/ui/section'
import { Failed, Waiting } from '@/shared/ui/states'
import { FootPart } from './foot-part'
import { MailWords } from './mail-text'
import { Numbers } from './numbers'
import { QuietHours } from './quiet-hours'
import { Settings } from './settings.generated'
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
  const { data, error, reload } = useStaffQuery(Settings, {})
  const [done, setDone] = useDone()
  const admin = hasRole(viewer, 'COUNTY_ADMIN')
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  const finished = (what: string) => {
    setDone(what)
    reload()
  }
  const numbers = { all: data.settings, onDone: finished }
  return (
    <>
      {done}
      <Numbers group="REPORTERS" {...numbers} />
      <Numbers group="MESSAGES" {...numbers} />
      {admin && <QuietHours />}
      {admin && <Texts onDone={setDone} />}
      {admin && <MailWords onDone={setDone} />}
      <Numbers group="OPINIONS" {...numbers} />
      <Numbers group="RATINGS" {...numbers} />
      <Numbers group="ACCOUNTS" {...numbers} />
      {admin && <FootPart county={viewer.county.code} onDone={setDone} />}
      {admin && (
        <Section id="others" title={words.others}>
          <ul class="cells">
            <li>
              <Cell title={words.calendar} href="/staff/calendar" />
            </li>
            <li>
              <Cell title={words.organs} href="/staff/organs" />
            </li>
          </ul>
        </Section>
      )}
    </>
  )
}
