// 没有送到的短信: the custodian's list of reporters whom messages do not reach.
import { useState } from 'preact/hooks'
import { StaffPage } from '@/shared/staff/frame'
import { hasRole } from '@/shared/staff/tabs'
import { staffText } from '@/shared/staff/text'
import { useStaffQuery } from '@/shared/staff/use-staff'
import { Cell } from '@/shared/ui/cell'
import { Sheet } from '@/shared/ui/sheet'
import { Blank, Failed, Waiting } from '@/shared/ui/states'
import { chinaDay, momentInWords } from '../list/due'
import { text } from '../text'
import { Undelivered } from './custody.generated'
import { OpenPhone } from './open-phone'
import type { Unreached } from './unreached'

const words = text.custody

export default function CustodyPage() {
  return (
    <StaffPage tab="me" back={{ href: '/staff/me', name: staffText.back.me }}>
      {(viewer) => (
        <>
          <div class="head">
            <h1>{words.title}</h1>
            <p class="soft mt2">{hasRole(viewer, 'CUSTODIAN') ? words.lead : words.notYours}</p>
          </div>
          {hasRole(viewer, 'CUSTODIAN') && <List />}
        </>
      )}
    </StaffPage>
  )
}

function List() {
  const { data, error, reload } = useStaffQuery(Undelivered, {})
  const [open, setOpen] = useState<Unreached>()
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  const today = chinaDay(new Date())
  if (data.undeliveredMessages.length === 0) {
    return (
      <Blank title={words.none}>
        <p class="soft mt2">{words.noneHelp}</p>
      </Blank>
    )
  }
  return (
    <>
      <ul class="cells mt5">
        {data.undeliveredMessages.map((one) => (
          <li key={one.caseId}>
            <Cell
              title={words.call(one.reporterAlias)}
              sub={`${one.number} · ${one.organName} · ${words.about(one.about, momentInWords(one.at, today))}${one.opened > 0 ? ` · ${words.opened(one.opened)}` : ''}`}
              onClick={() => setOpen(one)}
            />
          </li>
        ))}
      </ul>
      {open && (
        <Sheet label={words.open} onClose={() => setOpen(undefined)}>
          <OpenPhone one={open} onOpened={reload} onClose={() => setOpen(undefined)} />
        </Sheet>
      )}
    </>
  )
}
