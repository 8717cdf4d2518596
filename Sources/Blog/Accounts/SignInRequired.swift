/// Nobody is signed in, and the page is for those who are.
struct SignInRequired: Error {}
