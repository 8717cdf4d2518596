// What the GNU C library lets a program decide about its memory; Swift's Glibc leaves it out.
#include <malloc.h>
