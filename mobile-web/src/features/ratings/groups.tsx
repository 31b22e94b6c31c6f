// The questions of one group, and the ways on and back.
import { useEffect, useRef } from 'preact/hooks'
import { Question } from './question'
import { answered, numbers, type Answers, type Group, type Reasons } from './sheet'
import { text } from './text'

interface Props {
  groups: readonly Group[]
  at: number
  answers: Answers
  onAnswers: (answers: Answers) => void
  reasons: Reasons
  onReasons: (reasons: Reasons) => void
  lacks: { code: string; message: string } | undefined
  onGo: (at: number) => void
  onFinish: () => void
}

export function Groups({ groups, at, answers, onAnswers, reasons, onReasons, lacks, onGo, onFinish }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  const first = useRef(true)
  useEffect(() => {
    if (lacks) document.getElementById(`why-${lacks.code}`)?.focus()
    else if (!first.current) heading.current?.focus()
    first.current = false
  }, [at, lacks])
  const group = groups[at]
  if (!group) return null
  const count = numbers(groups)
  const isLast = at === groups.length - 1
  return (
    <>
      <h2 id="group-h" ref={heading} tabIndex={-1}>
        {group.name}
      </h2>
      <form
        class="mt2"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (isLast) onFinish()
          else onGo(at + 1)
        }}
      >
        {group.questions.map(({ code, text: words }) => (
          <Question
            key={code}
            number={count.get(code) ?? 0}
            code={code}
            words={words}
            score={answers[code]}
            onScore={(score) => onAnswers({ ...answers, [code]: score })}
            reason={reasons[code] ?? ''}
            onReason={(reason) => onReasons({ ...reasons, [code]: reason })}
            error={lacks?.code === code ? lacks.message : undefined}
          />
        ))}
        <div class="btns mt4">
          {at > 0 && (
            <button class="btn btn--quiet" type="button" onClick={() => onGo(at - 1)}>
              {text.back}
            </button>
          )}
          <button class="btn" type="submit">
            {isLast ? text.finish : text.next}
          </button>
        </div>
      </form>
      {!isLast && answered(groups, answers) > 0 && (
        <button class="btn btn--text" type="button" onClick={onFinish}>
          {text.early}
        </button>
      )}
    </>
  )
}
