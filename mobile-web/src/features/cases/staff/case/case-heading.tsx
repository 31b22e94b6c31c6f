// A case's name as a heading: on a narrow screen it breaks between the unit and the matter, not within a name.
import type { NamedSubject } from '../words'
import { caseName } from '../words'

export function CaseHeading({ subjects }: { subjects: readonly NamedSubject[] }) {
  const [unit = '', ...matter] = caseName(subjects).split(' ')
  return (
    <h1>
      <span class="whole">{unit}</span>
      {matter.length > 0 && <> <span class="whole">{matter.join(' ')}</span></>}
    </h1>
  )
}
