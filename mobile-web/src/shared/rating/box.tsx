// 群众评价 on the page of what is rated: the figure, or why there is none yet, and the way to rate.
import { useQuery } from '@/shared/graphql/use-query'
import { Section } from '@/shared/ui/section'
import { RatingFigure } from './box.generated'

const text = {
  title: '群众评价',
  score: (month: string, score: number, sheets: number) => `${month.replace('-', ' 年 ').replace(' 0', ' ')} 月总分 ${score.toFixed(1)}（满分 5 分），${sheets} 份。`,
  few: '不足 10 份，还没有总分。',
  how: '只算核过手机的，夜里汇总，看不出是谁评的。',
  rate: '评一评',
} as const

export default function RatingBox({ id, county }: { id: string; county: string }) {
  const { data } = useQuery(RatingFigure, { id }, { keep: true })
  const figure = data?.ratingFigure
  if (!figure) return null
  const { month, score, sheets } = figure
  return (
    <Section id="rating" title={text.title}>
      {!figure.isInternal && <p class="num">{month && score !== null && sheets !== null ? text.score(month, score, sheets) : text.few}</p>}
      <p class="soft small mt2">{text.how}</p>
      <a class="btn btn--quiet mt3" href={`/${county}/rate/${id}`}>
        {text.rate}
      </a>
    </Section>
  )
}
