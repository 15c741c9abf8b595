/** Style sheets are bundled by esbuild: importing one says that the page needs it. */
declare module '*.css';
