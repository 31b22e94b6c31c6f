// Notices to the person signed in, the newest first, and the way to mark them read.
import { useState } from 'preact/hooks'
import { staffRequest } from '@/shared/staff/session'
import { faultInWords } from '@/shared/staff/form'
import { useSending } from '@/shared/staff/use-staff'
import { dayAndClock } from '@/shared/format/format'
import { FieldError } from '@/shared/ui/field'
import { Section } from '@/shared/ui/section'
import { Cell } from '@/shared/ui/cell'
import { text } from '../text'
import { MarkNoticesRead } from './me.generated'
import type { MeQuery } from './me.generated'

const words = text.me

/** How many stand here before somebody asks for the others; unread ones always do. */
const fewest = 5

type Notice = NonNullable<MeQuery['viewer']>['notices'][number]

export function Notices({ list, onRead }: { list: readonly Notice[]; onRead: () => void }) {
  const { busy, fault, send } = useSending()
  const [all, setAll] = useState(false)
  const shown = list.filter(({ read }, at) => all || !read || at < fewest)
  const unread = list.filter(({ read }) => !read).map(({ id }) => id)
  const markRead = () =>
    send(async () => {
      await staffRequest(MarkNoticesRead, { input: { ids: unread } })
      onRead()
    })
  return (
    <Section id="notices" title={words.notices}>
      {list.length === 0 && <p class="soft">{words.noNotices}</p>}
      <ul class={list.length > 0 ? 'cells' : undefined}>
        {shown.map((notice) => (
          <li key={notice.id}>
            <Cell
              title={notice.text}
              sub={
                <>
                  {!notice.read && <span class="tag tag--mark">{words.unread}</span>}
                  {dayAndClock(notice.at)}
                </>
              }
              href={addressOf(notice)}
            />
          </li>
        ))}
      </ul>
      {shown.length < list.length && (
        <button class="link link--button" type="button" onClick={() => setAll(true)}>
          {words.olderNotices(list.length - shown.length)}
        </button>
      )}
      {fault && <FieldError text={faultInWords(fault)} />}
      {unread.length > 0 && (
        <button class="btn btn--quiet mt4" type="button" aria-disabled={busy} onClick={markRead}>
          {words.read}
        </button>
      )}
    </Section>
  )
}

/** Where a notice leads: to its case, to the stopped power, to a list of powers, to an opinion, or to what is to be published. */
function addressOf({ caseId, haltId, publicationId, clearingId, opinionId }: Notice): string | undefined {
  if (caseId) return `/staff/c/${caseId}`
  if (opinionId) return `/staff/opinions/${opinionId}`
  if (clearingId) return `/staff/clearing/${clearingId}`
  if (publicationId) return `/staff/publications/${publicationId}`
  return haltId ? `/staff/halts?id=${haltId}` : undefined
}
