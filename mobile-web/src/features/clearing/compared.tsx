// Two texts of one power side by side: the public page and the staff's draft show them alike.
import type { ComparedPartFragment } from './versions.generated'
import { text } from './text'

export function Compared({ parts }: { parts: readonly ComparedPartFragment[] }) {
  return (
    <>
      {parts.map(({ part, label, lines }) => (
        <div key={part}>
          <h3 class="mt4">{label}</h3>
          {lines.map((line, at) => (
            <Line key={at} line={line} />
          ))}
        </div>
      ))}
    </>
  )
}

function Line({ line: { before, after } }: { line: ComparedPartFragment['lines'][number] }) {
  if (before === after) return <p class="soft own-text mt2">{before}</p>
  return (
    <div class="cells--two mt2">
      <div>
        <p class="soft small">{text.before}</p>
        <p class="own-text">{before === null ? text.noneBefore : <del>{before}</del>}</p>
      </div>
      <div>
        <p class="soft small">{text.after}</p>
        <p class="own-text">{after === null ? text.noneAfter : <ins>{after}</ins>}</p>
      </div>
    </div>
  )
}
