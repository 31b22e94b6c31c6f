// 暂停, 延长: what was asked for, one line a request, the newest first.
import { Sum } from '@/shared/ui/case-parts'
import { chinaDay } from '../list/due'
import { requestInWords } from '../requests/request-words'
import { text } from '../text'
import type { CaseHeadFragment } from './case.generated'

export function Held({ one }: { one: CaseHeadFragment }) {
  const today = chinaDay(new Date())
  if (one.deadlineRequests.length === 0) return null
  return (
    <details>
      <summary>{text.page.held}</summary>
      <div class="sumbox">
        <Sum lines={one.deadlineRequests.slice().reverse().map((request) => requestInWords(request, today))} />
      </div>
    </details>
  )
}
