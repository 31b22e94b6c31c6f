// The pages of 今天 after the first. The first is asked for anew every minute; what was opened behind it comes with it, so
// that the list stays one list.
import { useEffect, useState } from 'preact/hooks'
import { RequestError } from '@/shared/graphql/client'
import { staffRequest } from '@/shared/staff/session'
import { Cases, type CaseRowFragment, type CasesQuery } from './cases.generated'

const AT_ONCE = 100

type Page = Pick<CasesQuery['cases'], 'nodes' | 'pageInfo'>

export interface Further {
  /** All rows that were opened so far, each once. */
  readonly rows: readonly CaseRowFragment[]
  /** How many are still to come. */
  readonly left: number
  readonly busy: boolean
  readonly fault: RequestError | undefined
  readonly more: () => void
}

/** The first page with those that were opened behind it. */
export function useFurther(first: (Page & Pick<CasesQuery['cases'], 'totalCount'>) | undefined): Further {
  const [wanted, setWanted] = useState(0)
  const [pages, setPages] = useState<readonly Page[]>([])
  const [tries, setTries] = useState(0)
  const [fault, setFault] = useState<RequestError>()
  useEffect(() => {
    let current = true
    pagesAfter(first, wanted).then(
      (found) => {
        if (!current) return
        setPages(found)
        setFault(undefined)
      },
      (error: unknown) => current && setFault(error instanceof RequestError ? error : new RequestError('broken')),
    )
    return () => void (current = false)
  }, [first, wanted, tries])
  const rows = unique([...(first?.nodes ?? []), ...pages.flatMap(({ nodes }) => nodes)])
  const busy = pages.length < wanted && !fault
  return {
    rows,
    left: Math.max(0, (first?.totalCount ?? 0) - rows.length),
    busy,
    fault,
    more: () => {
      if (busy) return
      setWanted(pages.length + 1)
      setTries(tries + 1)
    },
  }
}

async function pagesAfter(first: Page | undefined, wanted: number): Promise<Page[]> {
  const found: Page[] = []
  let last = first
  while (found.length < wanted && last?.pageInfo.hasNextPage) {
    last = (await staffRequest(Cases, { filter: { open: true }, first: AT_ONCE, after: last.pageInfo.endCursor })).cases
    found.push(last)
  }
  return found
}

/** A case that moved while pages were read may stand on two of them. */
function unique(rows: readonly CaseRowFragment[]): readonly CaseRowFragment[] {
  const seen = new Set<string>()
  return rows.filter(({ id }) => !seen.has(id) && seen.add(id))
}
