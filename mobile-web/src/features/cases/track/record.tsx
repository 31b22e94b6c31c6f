// Which roles touched the case and when, and every day that was promised.
import { dayWithYear } from '@/shared/format/format'
import { Cell } from '@/shared/ui/cell'
import { words } from './record-text'
import { dueWords } from './text'
import type { Status } from './use-track'


export default function TrackRecord({ status }: { status: Status }) {
  const touches = status.touches ?? []
  return (
    <section class="section">
      <details>
        <summary>{words.title}</summary>
        <div>
          <p class="soft small">{words.lead}</p>
          <ul class="cells">
            {touches.map((one) => (
              <li key={`${one.organName}${one.role}`}>
                <Cell
                  title={`${one.organName}，${words.role[one.role] ?? one.role}`}
                  sub={`${words.span(dayWithYear(one.firstAt), dayWithYear(one.lastAt))} · ${one.hasOpened ? words.opened : words.acted}`}
                />
              </li>
            ))}
            {status.promises.map((one) => (
              <li key={`${one.kind}${one.dueOn}`}>
                <Cell title={words.promise(dueWords[one.kind], dayWithYear(one.dueOn))} sub={words.states[one.state]} />
              </li>
            ))}
          </ul>
        </div>
      </details>
    </section>
  )
}
