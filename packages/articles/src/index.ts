// The public face of @clearday/articles.
export * from './article.ts'
export { readArticleFile, writeArticleFile, type ArticleFault, type ArticleRead } from './file/article-file.ts'
export { isDay } from './file/article-schema.ts'
export type {
  Block,
  Body,
  Heading,
  NamedLink,
  NamedPicture,
  Picture,
  PictureSize,
  RenderSettings,
  TextFault,
} from './markdown/body.ts'
export { renderArticle, slugOf } from './markdown/render-article.ts'
export { renderComment, type RenderedComment } from './markdown/render-comment.ts'
export { differencesBetween, fieldWords, type FieldDifference } from './review/differences.ts'
export { passagesBetween, type Passage, type Piece } from './review/passages.ts'
export { plainWords } from './markdown/plain-words.ts'
export {
  checkArticle,
  mayBePublished,
  REVIEW_MONTHS,
  type CheckPoint,
  type ChecklistSettings,
  type TextPlace,
} from './review/checklist.ts'
export { EASE_FOR_PATIENTS, readingLevel, type ReadingLevel } from './review/reading-level.ts'
export type { PublicClinic, PublicLocation, PublicPerson } from './publishing/clinic-people.ts'
export { feedText, type FeedEntry, type FeedForm, type FeedSettings } from './publishing/feeds.ts'
export {
  blogPosting,
  breadcrumbs,
  faqPage,
  instantOf,
  jsonLdText,
  medicalClinic,
  medicalTherapy,
  medicalWebPage,
  personPage,
  type ArticleOnSite,
} from './publishing/structured-data.ts'
export { searchedWords, type ArticleWords } from './publishing/searched-words.ts'
export { articleFaults, type FieldFault } from './review/article-faults.ts'
export { mergeArticles, type Merged, type MergedField } from './review/merge.ts'
export { articleFromFile, type BroughtArticle } from './bring/brought-file.ts'
export { readFeed, type FeedEntryRead, type FeedRead } from './bring/feed.ts'
export { markdownFromHtml, type BroughtText } from './bring/html-to-markdown.ts'
export { commentFlags, type CommentFlag } from './comments/comment-flags.ts'
export {
  commentParagraphs,
  countLinks,
  plainComment,
  type CommentParagraph,
  type CommentPiece,
} from './comments/comment-pieces.ts'
