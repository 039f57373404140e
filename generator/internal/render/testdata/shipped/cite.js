// A script.
let a = 1;
