/* What web/vite.config.ts makes of an import that ends in `?script`. */
declare module '*?script' {
  const text: string;
  export default text;
}
